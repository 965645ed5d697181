import { Link } from "react-router";

export function SectionNav({ site, current, isArticle }) {
  return (
    <nav className="section-nav" aria-label="Sections">
      <ul>
        <li>
          <Link to="/" aria-current={!current && !isArticle ? "page" : undefined}>
            <bdi>Home</bdi>
          </Link>
        </li>
        {site.sections.map(({ name, slug }) => (
          <li key={slug}>
            <Link to={`/?section=${encodeURIComponent(slug)}`} aria-current={slug === current ? (isArticle ? "true" : "page") : undefined}>
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
