import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { ArticlePage } from "./article_page.jsx";
import { Footer } from "./footer.jsx";
import { ListPage } from "./list_page.jsx";
import { Masthead } from "./masthead.jsx";
import { SectionNav } from "./section_nav.jsx";

export function App({ site }) {
  const [query] = useSearchParams();
  const story = site.storyById.get(query.get("article"));
  const section = query.get("section");
  const page = Number(query.get("page") ?? 1);

  useEffect(() => {
    window.scrollTo(0, 0);
  }, [query]);

  return (
    <>
      <title>{story ? `${story.title} – ${site.title}` : site.title}</title>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <Masthead site={site} isFront={!story && !section} />
      <SectionNav site={site} current={story ? story.sectionSlug.split("/")[0] : section} isArticle={Boolean(story)} />
      <main className="page" id="content" tabIndex={-1}>
        {story ? <ArticlePage key={story.id} site={site} story={story} /> : <ListPage site={site} section={section} page={page} />}
      </main>
      <Footer site={site} />
    </>
  );
}
