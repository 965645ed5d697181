export function Footer({ site }) {
  return (
    <footer class="footer">
      <nav aria-label="About this site">
        <ul>
          {site.footer.map(({ title, url }) => (
            <li key={url}>
              <a href={url}>
                <bdi>{title}</bdi>
              </a>
            </li>
          ))}
          <li>
            <a href="feed.json" type="application/feed+json">
              Feed
            </a>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
