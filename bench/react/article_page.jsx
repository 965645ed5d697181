import DOMPurify from "dompurify";
import { useMemo } from "react";
import { Link } from "react-router";
import { fullDate, machineDate } from "../shared/dates.js";
import { neighboursOf } from "../shared/feed.js";
import { slugOf } from "../shared/slug.js";
import { writingOf } from "../shared/writing.js";
import { Share } from "./share.jsx";
import { TextSizeControl } from "./text_size_control.jsx";

export function ArticlePage({ site, story }) {
  return (
    <>
      <article className="article" {...writingOf(story)}>
        <Breadcrumb section={story.section} />
        <h1 className="article__headline" dir="auto" tabIndex={-1}>
          {story.title}
        </h1>
        <div className="article__line">
          <p className="article__origin">
            {story.source && <bdi>{story.source}</bdi>} <time dateTime={machineDate(story.time)}>{fullDate(story.time, site.timeZone)}</time>
          </p>
          <TextSizeControl />
        </div>
        {story.image && <LeadPicture image={story.image} />}
        <Body story={story} />
        <Byline authors={story.authors} />
        <Tags tags={story.tags} />
      </article>
      <div className="after-article">
        <Share story={story} />
        <Neighbours {...neighboursOf(site, story)} />
      </div>
    </>
  );
}

function Breadcrumb({ section }) {
  return (
    <nav className="breadcrumb" aria-label="Breadcrumb">
      <ol>
        <li>
          <Link to="/">
            <bdi>Home</bdi>
          </Link>
        </li>
        {section.map((name, at) => (
          <li key={name}>
            <Link to={`/?section=${section.slice(0, at + 1).map(slugOf).join("/")}`}>
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function LeadPicture({ image }) {
  return (
    <figure className="lead-picture">
      <img src={image.url} alt={image.alt ?? ""} width={image.width} height={image.height} decoding="async" referrerPolicy="no-referrer" />
      {(image.caption || image.credit) && (
        <figcaption>
          <span>{image.caption}</span> <span className="credit">{image.credit}</span>
        </figcaption>
      )}
    </figure>
  );
}

function Body({ story }) {
  const html = useMemo(() => DOMPurify.sanitize(story.html), [story]);
  if (!html) return <div className="body">{story.text}</div>;
  return <div className="body" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

function Byline({ authors }) {
  const names = authors.map(({ name }) => name).filter(Boolean);
  if (names.length === 0) return null;
  return (
    <p className="byline">
      (
      {names.map((name, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <Link to={`/?author=${slugOf(name)}`}>
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
      )
    </p>
  );
}

function Tags({ tags }) {
  if (tags.length === 0) return null;
  return (
    <nav className="tags" aria-label="Tags">
      <span>Tags</span>
      <ul>
        {tags.map((tag) => (
          <li key={tag}>
            <Link to={`/?tag=${encodeURIComponent(slugOf(tag))}`}>
              <bdi>{tag}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbours({ newer, older }) {
  return (
    <nav className="neighbours" aria-label="Newer and older stories">
      {newer && (
        <Link className="neighbours__newer" rel="prev" to={newer.address}>
          <span>Newer</span> <bdi>{newer.title}</bdi>
        </Link>
      )}
      {older && (
        <Link className="neighbours__older" rel="next" to={older.address}>
          <span>Older</span> <bdi>{older.title}</bdi>
        </Link>
      )}
    </nav>
  );
}
