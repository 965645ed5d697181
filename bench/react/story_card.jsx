import { Link } from "react-router";
import { machineDate, shortDate } from "../shared/dates.js";
import { writingOf } from "../shared/writing.js";

export function StoryCard({ story, timeZone, isLead }) {
  const variant = isLead ? " story-card--lead" : story.image ? "" : " story-card--plain";
  return (
    <article className={`story-card${variant}`} {...writingOf(story)}>
      <div className="story-card__words">
        {story.kicker && (
          <p className="kicker">
            <bdi>{story.kicker}</bdi>
          </p>
        )}
        <h2 className="story-card__headline" dir="auto">
          <Link to={story.address}>{story.title}</Link>
        </h2>
        {story.summary && (
          <p className="story-card__summary" dir="auto">
            {story.summary}
          </p>
        )}
        <p className="story-card__meta">
          <time dateTime={machineDate(story.time)}>{shortDate(story.time, timeZone)}</time>
        </p>
      </div>
      {story.image && (
        <Link className="story-card__picture" to={story.address} tabIndex={-1} aria-hidden="true">
          <img
            src={story.image.url}
            alt=""
            width={story.image.width}
            height={story.image.height}
            decoding="async"
            referrerPolicy="no-referrer"
            loading={isLead ? "eager" : "lazy"}
          />
        </Link>
      )}
    </article>
  );
}
