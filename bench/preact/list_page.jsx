import { useMemo } from "preact/hooks";
import { PAGE_SIZE, storiesOfSection } from "../shared/feed.js";
import { StoryCard } from "./story_card.jsx";

export function ListPage({ site, section, page }) {
  const stories = useMemo(() => storiesOfSection(site, section), [site, section]);
  const shown = stories.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const hasLead = page === 1 && !section;
  const card = (story, isLead) => <StoryCard key={story.id} story={story} timeZone={site.timeZone} isLead={isLead} />;
  return (
    <>
      <div class="front">
        {hasLead && shown[0] && card(shown[0], true)}
        <div class="cards">{shown.slice(hasLead ? 1 : 0).map((story) => card(story, false))}</div>
      </div>
      <Pagination section={section} page={page} isLast={page * PAGE_SIZE >= stories.length} />
    </>
  );
}

function Pagination({ section, page, isLast }) {
  const address = (to) => `/?${new URLSearchParams({ ...(section && { section }), ...(to > 1 && { page: to }) })}`;
  return (
    <nav class="pagination" aria-label="Newer and older stories">
      {page > 1 && (
        <a class="pagination__newer" rel="prev" href={address(page - 1)}>
          Newer
        </a>
      )}
      {!isLast && (
        <a class="pagination__older" rel="next" href={address(page + 1)}>
          Older
        </a>
      )}
    </nav>
  );
}
