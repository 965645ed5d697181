
export function Masthead({ site, isFront }) {
  const Name = isFront ? "h1" : "p";
  return (
    <header class="masthead">
      <Name class="masthead__name">
        <a href="/">
          <bdi>{site.title}</bdi>
        </a>
      </Name>
      {site.description && (
        <p class="masthead__description">
          <bdi>{site.description}</bdi>
        </p>
      )}
    </header>
  );
}
