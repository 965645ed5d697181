
export function SectionNav({ site, current, isArticle }) {
  return (
    <nav class="section-nav" aria-label="Sections">
      <ul>
        <li>
          <a href="/" aria-current={!current && !isArticle ? "page" : undefined}>
            <bdi>Home</bdi>
          </a>
        </li>
        {site.sections.map(({ name, slug }) => (
          <li key={slug}>
            <a href={`/?section=${encodeURIComponent(slug)}`} aria-current={slug === current ? (isArticle ? "true" : "page") : undefined}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
