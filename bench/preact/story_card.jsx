import { machineDate, shortDate } from "../shared/dates.js";
import { writingOf } from "../shared/writing.js";

export function StoryCard({ story, timeZone, isLead }) {
  const variant = isLead ? " story-card--lead" : story.image ? "" : " story-card--plain";
  return (
    <article class={`story-card${variant}`} {...writingOf(story)}>
      <div class="story-card__words">
        {story.kicker && (
          <p class="kicker">
            <bdi>{story.kicker}</bdi>
          </p>
        )}
        <h2 class="story-card__headline" dir="auto">
          <a href={story.address}>{story.title}</a>
        </h2>
        {story.summary && (
          <p class="story-card__summary" dir="auto">
            {story.summary}
          </p>
        )}
        <p class="story-card__meta">
          <time datetime={machineDate(story.time)}>{shortDate(story.time, timeZone)}</time>
        </p>
      </div>
      {story.image && (
        <a class="story-card__picture" href={story.address} tabindex={-1} aria-hidden="true">
          <img
            src={story.image.url}
            alt=""
            width={story.image.width}
            height={story.image.height}
            decoding="async"
            referrerpolicy="no-referrer"
            loading={isLead ? "eager" : "lazy"}
          />
        </a>
      )}
    </article>
  );
}
