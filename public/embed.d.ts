/**
 * Types for embed.js, which shows the news of a Newsleaf site in other pages. Copy this file into a TypeScript project; it
 * declares the element everywhere, also in JSX where React's types are installed.
 *
 * Newsleaf is under the MIT licence or the Apache License 2.0, as you prefer.
 */

export type NewsleafLayout = "headlines" | "list" | "cards" | "full" | "card";
export type NewsleafTheme = "host" | "auto" | "light" | "dark";
export type NewsleafBackground = "paper" | "transparent";
export type NewsleafSize = "large" | "medium" | "small";
export type NewsleafOpen = "host" | "inside";
export type NewsleafSwitch = boolean | "true" | "false" | "";

/** The parameters of the widget. All but `src` may be left out. */
export interface NewsleafEmbedAttributes {
  /** The news site's address, http or https. A relative one is resolved against the page. */
  src: string;
  /** When the frame loads: when it comes near the viewport (`lazy`, which is the default), or at once. */
  loading?: "lazy" | "eager";
  /** A section's name or slug; all sections if none is given. */
  section?: string;
  /** A tag's name or slug. */
  tag?: string;
  /** How many stories, 1 to 50; 5 if nothing is given. */
  limit?: number | string;
  /** `list` if nothing is given; with `article`: `full`. */
  layout?: NewsleafLayout;
  /**
   * Pictures; without the attribute all layouts but `headlines` have them. In React write "false" as text: as long as the script
   * has not come, React leaves a boolean false out.
   */
  images?: NewsleafSwitch;
  /** The stories' summaries; without the attribute `cards` and `card` have them. */
  summary?: NewsleafSwitch;
  /** `host`, which is the default, fits the page's ground and follows it when it changes; `auto` follows the reader's device. */
  theme?: NewsleafTheme;
  /** Where `theme` is `host`, the page's ground unless nothing can be read on it, and else `paper`, if nothing is given. */
  background?: NewsleafBackground;
  /** A colour of three or six hexadecimal digits, with or without `#`. */
  accent?: string;
  /** The size of the text; the reader's choice if none is given. */
  size?: NewsleafSize;
  /** The heading's words, and the frame's name for screen readers. With an empty one there is no heading. */
  title?: string;
  /** Where stories open: on the news site's page in a new tab, or inside the frame. */
  open?: NewsleafOpen;
  /** One article instead of a list: its `KEY-slug` from the article's address, or the key alone. */
  article?: string;
}

/**
 * The element. Its properties are its attributes: reading one gives the attribute's text ("" where there is none), setting
 * one to null or undefined removes it. A changed parameter loads the widget anew, without an entry in the page's history.
 */
export interface NewsleafEmbedElement extends HTMLElement {
  get src(): string;
  set src(value: string | URL | null | undefined);
  get loading(): string;
  set loading(value: "lazy" | "eager" | null | undefined);
  get section(): string;
  set section(value: string | null | undefined);
  get tag(): string;
  set tag(value: string | null | undefined);
  get limit(): string;
  set limit(value: number | string | null | undefined);
  get layout(): string;
  set layout(value: NewsleafLayout | null | undefined);
  get images(): string;
  set images(value: NewsleafSwitch | null | undefined);
  get summary(): string;
  set summary(value: NewsleafSwitch | null | undefined);
  get theme(): string;
  set theme(value: NewsleafTheme | null | undefined);
  get background(): string;
  set background(value: NewsleafBackground | null | undefined);
  get accent(): string;
  set accent(value: string | null | undefined);
  get size(): string;
  set size(value: NewsleafSize | null | undefined);
  get open(): string;
  set open(value: NewsleafOpen | null | undefined);
  get article(): string;
  set article(value: string | null | undefined);
}

export interface NewsleafEmbedConstructor {
  new (): NewsleafEmbedElement;
  readonly prototype: NewsleafEmbedElement;
  /** The version of the embed.js that runs, such as "0.1.0". */
  readonly version: string;
}

/** The frame can be read, for the first time since it was put in. */
export type NewsleafLoadEvent = CustomEvent<null>;
/** The frame has another height, in CSS pixels. */
export type NewsleafResizeEvent = CustomEvent<{ readonly height: number }>;
/**
 * There is nothing to read: `src` is not http or https (`address`), nothing has been heard of the frame for 15 seconds
 * (`silent`), or it says itself that it has failed (`failed`). After the last two it may still come right.
 */
export type NewsleafErrorEvent = CustomEvent<{ readonly reason: "address" | "silent" | "failed" }>;

/** The events bubble and leave shadow roots. They are fired at the element, or at an `<iframe data-newsleaf>`. */
export interface NewsleafEventMap {
  "newsleaf:load": NewsleafLoadEvent;
  "newsleaf:resize": NewsleafResizeEvent;
  "newsleaf:error": NewsleafErrorEvent;
}

/** What React 19 takes: the attributes, what every element has, and the events. */
export interface NewsleafEmbedJsxAttributes extends NewsleafEmbedAttributes {
  id?: string;
  class?: string;
  className?: string;
  hidden?: boolean;
  lang?: string;
  dir?: string;
  slot?: string;
  style?: object;
  key?: string | number | bigint | null;
  ref?: ((element: NewsleafEmbedElement | null) => void | (() => void)) | { current: NewsleafEmbedElement | null } | null;
  /** The plain way to the news: without scripts, while the frame loads, and when it fails. */
  children?: any;
  "onnewsleaf:load"?: (event: NewsleafLoadEvent) => void;
  "onnewsleaf:resize"?: (event: NewsleafResizeEvent) => void;
  "onnewsleaf:error"?: (event: NewsleafErrorEvent) => void;
}

declare global {
  interface HTMLElementTagNameMap {
    "newsleaf-embed": NewsleafEmbedElement;
  }
  interface GlobalEventHandlersEventMap extends NewsleafEventMap {}
  interface CustomElementRegistry {
    get(name: "newsleaf-embed"): NewsleafEmbedConstructor | undefined;
    whenDefined(name: "newsleaf-embed"): Promise<NewsleafEmbedConstructor>;
  }
}

// Where React's types are not installed there is nothing to add to, which is no fault.
// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "newsleaf-embed": NewsleafEmbedJsxAttributes;
    }
  }
}
