// Starts the Preact peer when the feed has arrived. Until then the skeleton of the shell is shown.
import { render } from "preact";
import { LocationProvider } from "preact-iso";
import { loadSite } from "../shared/feed.js";
import { App } from "./app.jsx";
import { Failure } from "./failure.jsx";

const root = document.getElementById("app");
let page;
try {
  const site = await loadSite();
  if (site.accent) document.documentElement.style.setProperty("--accent-light", site.accent);
  page = (
    <LocationProvider>
      <App site={site} />
    </LocationProvider>
  );
} catch (error) {
  page = <Failure error={error} />;
}
root.textContent = "";
render(page, root);
