import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { ArticlePage } from "./article_page.jsx";
import { Footer } from "./footer.jsx";
import { ListPage } from "./list_page.jsx";
import { Masthead } from "./masthead.jsx";
import { SectionNav } from "./section_nav.jsx";

export function App({ site }) {
  const { url, query } = useLocation();
  const story = site.storyById.get(query.article);
  const { section } = query;
  const page = Number(query.page ?? 1);

  useEffect(() => {
    document.title = story ? `${story.title} – ${site.title}` : site.title;
    window.scrollTo(0, 0);
  }, [url]);

  return (
    <>
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <Masthead site={site} isFront={!story && !section} />
      <SectionNav site={site} current={story ? story.sectionSlug.split("/")[0] : section} isArticle={Boolean(story)} />
      <main class="page" id="content" tabindex={-1}>
        {story ? <ArticlePage key={story.id} site={site} story={story} /> : <ListPage site={site} section={section} page={page} />}
      </main>
      <Footer site={site} />
    </>
  );
}
