// The links of the share bar: {name, icon, href}. They are only links; no script of a network is loaded.
const query = (base, parameters) => `${base}?${new URLSearchParams(parameters)}`;

export function shareLinks(story) {
  const url = location.origin + story.address;
  const text = story.title;
  const both = `${text}\n${url}`;
  const first = [
    { name: "Email", icon: "email", href: `mailto:?subject=${encodeURIComponent(text)}&body=${encodeURIComponent(both)}` },
    { name: "Facebook", icon: "facebook", href: query("https://www.facebook.com/sharer/sharer.php", { u: url }) },
    { name: "X", icon: "x", href: query("https://x.com/intent/tweet", { text, url }) },
    { name: "WhatsApp", icon: "whatsapp", href: query("https://wa.me/", { text: both }) },
    { name: "Weibo", icon: "weibo", href: query("https://service.weibo.com/share/share.php", { url, title: text }) },
  ];
  const more = [
    { name: "LinkedIn", icon: "linkedin", href: query("https://www.linkedin.com/sharing/share-offsite/", { url }) },
    { name: "Telegram", icon: "telegram", href: query("https://t.me/share/url", { url, text }) },
    { name: "Reddit", icon: "reddit", href: query("https://www.reddit.com/submit", { url, title: text }) },
    { name: "Bluesky", icon: "bluesky", href: query("https://bsky.app/intent/compose", { text: both }) },
    { name: "Mastodon", icon: "mastodon", href: `https://share.joinmastodon.org/#text=${encodeURIComponent(both)}` },
    { name: "Threads", icon: "threads", href: query("https://www.threads.com/intent/post", { text, url }) },
    { name: "LINE", icon: "line", href: query("https://social-plugins.line.me/lineit/share", { url, text }) },
  ];
  return { first, more };
}

export const copyLink = (story) => navigator.clipboard.writeText(location.origin + story.address);
