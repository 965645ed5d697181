// Starts the React peer when the feed has arrived. Until then the skeleton of the shell is shown.
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { loadSite } from "../shared/feed.js";
import { App } from "./app.jsx";
import { Failure } from "./failure.jsx";

const root = createRoot(document.getElementById("app"));
try {
  const site = await loadSite();
  if (site.accent) document.documentElement.style.setProperty("--accent-light", site.accent);
  root.render(
    <BrowserRouter>
      <App site={site} />
    </BrowserRouter>,
  );
} catch (error) {
  root.render(<Failure error={error} />);
}
