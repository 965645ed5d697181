import DOMPurify from "dompurify";
import { useMemo } from "preact/hooks";
import { fullDate, machineDate } from "../shared/dates.js";
import { neighboursOf } from "../shared/feed.js";
import { slugOf } from "../shared/slug.js";
import { writingOf } from "../shared/writing.js";
import { Share } from "./share.jsx";
import { TextSizeControl } from "./text_size_control.jsx";

export function ArticlePage({ site, story }) {
  return (
    <>
      <article class="article" {...writingOf(story)}>
        <Breadcrumb section={story.section} />
        <h1 class="article__headline" dir="auto" tabindex={-1}>
          {story.title}
        </h1>
        <div class="article__line">
          <p class="article__origin">
            {story.source && <bdi>{story.source}</bdi>} <time datetime={machineDate(story.time)}>{fullDate(story.time, site.timeZone)}</time>
          </p>
          <TextSizeControl />
        </div>
        {story.image && <LeadPicture image={story.image} />}
        <Body story={story} />
        <Byline authors={story.authors} />
        <Tags tags={story.tags} />
      </article>
      <div class="after-article">
        <Share story={story} />
        <Neighbours {...neighboursOf(site, story)} />
      </div>
    </>
  );
}

function Breadcrumb({ section }) {
  return (
    <nav class="breadcrumb" aria-label="Breadcrumb">
      <ol>
        <li>
          <a href="/">
            <bdi>Home</bdi>
          </a>
        </li>
        {section.map((name, at) => (
          <li key={name}>
            <a href={`/?section=${section.slice(0, at + 1).map(slugOf).join("/")}`}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function LeadPicture({ image }) {
  return (
    <figure class="lead-picture">
      <img src={image.url} alt={image.alt ?? ""} width={image.width} height={image.height} decoding="async" referrerpolicy="no-referrer" />
      {(image.caption || image.credit) && (
        <figcaption>
          <span>{image.caption}</span> <span class="credit">{image.credit}</span>
        </figcaption>
      )}
    </figure>
  );
}

function Body({ story }) {
  const html = useMemo(() => DOMPurify.sanitize(story.html), [story]);
  if (!html) return <div class="body">{story.text}</div>;
  return <div class="body" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

function Byline({ authors }) {
  const names = authors.map(({ name }) => name).filter(Boolean);
  if (names.length === 0) return null;
  return (
    <p class="byline">
      (
      {names.map((name, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <a href={`/?author=${slugOf(name)}`}>
            <bdi>{name}</bdi>
          </a>
        </span>
      ))}
      )
    </p>
  );
}

function Tags({ tags }) {
  if (tags.length === 0) return null;
  return (
    <nav class="tags" aria-label="Tags">
      <span>Tags</span>
      <ul>
        {tags.map((tag) => (
          <li key={tag}>
            <a href={`/?tag=${encodeURIComponent(slugOf(tag))}`}>
              <bdi>{tag}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbours({ newer, older }) {
  return (
    <nav class="neighbours" aria-label="Newer and older stories">
      {newer && (
        <a class="neighbours__newer" rel="prev" href={newer.address}>
          <span>Newer</span> <bdi>{newer.title}</bdi>
        </a>
      )}
      {older && (
        <a class="neighbours__older" rel="next" href={older.address}>
          <span>Older</span> <bdi>{older.title}</bdi>
        </a>
      )}
    </nav>
  );
}
