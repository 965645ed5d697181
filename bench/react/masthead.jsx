import { Link } from "react-router";

export function Masthead({ site, isFront }) {
  const Name = isFront ? "h1" : "p";
  return (
    <header className="masthead">
      <Name className="masthead__name">
        <Link to="/">
          <bdi>{site.title}</bdi>
        </Link>
      </Name>
      {site.description && (
        <p className="masthead__description">
          <bdi>{site.description}</bdi>
        </p>
      )}
    </header>
  );
}
