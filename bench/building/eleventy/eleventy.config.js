export default function (config) {
  config.setTemplateFormats(["11ty.js"]);
}
export const config = { dir: { data: "../_data" } };
