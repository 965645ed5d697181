import { useState } from "preact/hooks";
import { copyLink, shareLinks } from "../shared/share.js";
import { Icon } from "./icon.jsx";

export function Share({ story }) {
  const [isCopied, setCopied] = useState(false);
  const { first, more } = shareLinks(story);
  return (
    <section class="share" aria-label="Share">
      <ul class="share__list">
        <li>
          <button class="share__item" type="button" onClick={() => copyLink(story).then(() => setCopied(true))}>
            <Icon name="copy" />
            Copy link
          </button>
          <span class="share__told" role="status">
            {isCopied && "Copied"}
          </span>
        </li>
        {first.map((link) => (
          <ShareLink key={link.name} {...link} />
        ))}
        <li>
          <button class="share__item" type="button" onClick={() => window.print()}>
            <Icon name="print" />
            Print
          </button>
        </li>
      </ul>
      <details class="share__more">
        <summary class="share__item">
          More
          <Icon name="more" />
        </summary>
        <ul class="share__list">
          {more.map((link) => (
            <ShareLink key={link.name} {...link} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function ShareLink({ name, icon, href }) {
  return (
    <li>
      <a class="share__item" href={href} target="_blank" rel="noopener noreferrer">
        <Icon name={icon} />
        {name}
        <span class="visually-hidden"> (opens in a new tab)</span>
      </a>
    </li>
  );
}
