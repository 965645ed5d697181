/*
 * Saves a drawing of the page as a picture: loaded when a reader asks for that. `window.newsleaf.savePicture(svg, name)`
 * draws an <svg> of dark boxes (<path fill>) on white and hands it to the browser's downloads as a PNG file; it resolves
 * when that is done. Photo albums of phones take PNG, not SVG.
 */
(function (window, document) {
  "use strict";

  /* Modules of a code become this many pixels, so that edges stay sharp. */
  const SCALE = 12;

  window.newsleaf.savePicture = function (svg, name) {
    const box = svg.viewBox.baseVal;
    const canvas = document.createElement("canvas");
    canvas.width = box.width * SCALE;
    canvas.height = box.height * SCALE;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "#000";
    pen.fill(new window.Path2D(svg.querySelector("path").getAttribute("d")));
    return new Promise((resolve) => {
      canvas.toBlob((blob) => {
        const link = document.createElement("a");
        link.href = window.URL.createObjectURL(blob);
        link.download = name;
        link.click();
        window.setTimeout(() => window.URL.revokeObjectURL(link.href), 60000);
        resolve();
      }, "image/png");
    });
  };
})(window, document);
