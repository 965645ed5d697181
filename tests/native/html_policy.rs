//! The rules of the policy by example, through the native sanitiser. The browser's is held to the same by
//! `tests/e2e/sanitize/sanitize.spec.mjs`.

use newsleaf::domain::feed::Body;
use newsleaf::domain::html::context::{BodyContext, RepeatedPicture};
use newsleaf::sanitize::SafeBody;

use crate::support::clean::{self, context, url};

fn clean(html: &str) -> String {
    clean::clean(html, &context(&url("https://news.example/2020/story"))).as_html().to_owned()
}

/// Every line: the HTML of the feed, and the HTML of the page.
fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(clean(html), *expected, "for {html}");
    }
}

#[test]
fn text_and_structure_stay_and_everything_else_loses_its_tags() {
    check(&[
        ("<p>A <em>b</em> <strong>c</strong><br>d</p>", "<p>A <em>b</em> <strong>c</strong><br>d</p>"),
        ("<font color=red>a</font><x-card>b</x-card><blink>c</blink>", "abc"),
        ("<section><h2>a</h2></section><main>b</main>", "<div><h2>a</h2></div><div>b</div>"),
        (
            "<strike>a</strike><tt>b</tt><acronym title=x>c</acronym>",
            "<s>a</s><code>b</code><abbr title=\"x\">c</abbr>",
        ),
        ("<span style='color:red'>a</span><span lang=zh>b</span>", "a<span lang=\"zh\">b</span>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
        ("a<!-- b -->c<?php d ?>e", "ace"),
    ]);
}

#[test]
fn elements_that_run_embed_or_ask_are_removed_with_their_content() {
    check(&[
        ("a<script>b</script><style>c</style><template><p>d</p></template>e", "ae"),
        ("a<object data=x>b</object><embed src=x><applet>c</applet>d", "ad"),
        ("a<button>b</button><select><option>c</select><textarea>d</textarea><input value=e>f", "af"),
        ("a<svg><script>b</script><text>c</text></svg><math><mi>d</mi></math>e", "ae"),
        ("<form action=/x><label>Name</label> <p>b</p></form>", "<div>Name <p>b</p></div>"),
    ]);
}

#[test]
fn a_drawing_leaves_its_text_alternative() {
    check(&[
        ("a <svg><g><title>A map</title></g></svg> b", "a A map b"),
        ("<svg aria-label='Open'></svg><svg aria-hidden=true><title>no</title></svg>", "Open"),
        ("<math alttext='x = 1'><mi>x</mi></math>", "x = 1"),
    ]);
}

#[test]
fn attributes_stay_only_where_they_have_a_meaning() {
    check(&[
        (
            "<p class=a style=b onclick=c id=d lang=en dir=rtl title=e data-x=f>g</p>",
            "<p id=\"user-content-d\" lang=\"en\" dir=\"rtl\" title=\"e\">g</p>",
        ),
        ("<p dir=sideways lang='en; drop'>a</p>", "<p>a</p>"),
        (
            "<ol start=3 reversed type=a><li value=-4>x</ol>",
            "<ol start=\"3\" reversed=\"\" type=\"a\"><li value=\"-4\">x</li></ol>",
        ),
        (
            "<details open ontoggle=x><summary>a</summary>b</details>",
            "<details open=\"\"><summary>a</summary>b</details>",
        ),
        ("<time datetime=2020-11-05>x</time>", "<time datetime=\"2020-11-05\">x</time>"),
        ("<p is=x-y>a</p>", "<p>a</p>"),
    ]);
}

const OUTSIDE: &str = "rel=\"noopener noreferrer nofollow ugc\"";

#[test]
fn links_are_resolved_and_marked_and_lose_other_schemes() {
    check(&[
        ("<a href=../x target=_blank ping=y>a</a>", &format!("<a href=\"https://news.example/x\" {OUTSIDE}>a</a>")),
        ("<a href='//b.example'>a</a>", &format!("<a href=\"https://b.example/\" {OUTSIDE}>a</a>")),
        ("<a href='mailto:a@b.example'>a</a>", &format!("<a href=\"mailto:a@b.example\" {OUTSIDE}>a</a>")),
        ("<a href='tel:+86715'>a</a>", &format!("<a href=\"tel:+86715\" {OUTSIDE}>a</a>")),
        ("<a href='javascript:alert(1)'>a</a><a href=' java\nscript:x'>b</a><a href='&#1;javascript:x'>c</a>", "abc"),
        (
            "<a href='data:text/html,x'>a</a><a href='vbscript:x'>b</a><a href='blob:x'>c</a><a href='http://['>d</a>",
            "abcd",
        ),
    ]);
}

#[test]
fn links_within_the_article_follow_its_ids_and_others_lead_to_the_original() {
    let original = format!("https://news.example/2020/story#away\" {OUTSIDE}");
    check(&[
        ("<a href=#fn1>1</a><p id=fn1>x</p>", "<a href=\"#user-content-fn1\">1</a><p id=\"user-content-fn1\">x</p>"),
        (
            "<a href=https://news.example/2020/story#a>1</a><a name=a>x</a>",
            "<a href=\"#user-content-a\">1</a><a id=\"user-content-a\">x</a>",
        ),
        ("<a href='#%C3%A9'>1</a><i id=é>x</i>", "<a href=\"#user-content-é\">1</a><i id=\"user-content-é\">x</i>"),
        ("<a href=#away>1</a>", &format!("<a href=\"{original}>1</a>")),
        ("<i id=x>a</i><i id=x>b</i>", "<i id=\"user-content-x\">a</i><i>b</i>"),
    ]);
}

#[test]
fn links_to_other_articles_of_the_feed_lead_to_their_pages_here() {
    let base = url("https://news.example/2020/story");
    let ours = |url: &str| (url == "https://news.example/2020/other").then(|| "./?article=abc".to_owned());
    let html = "<a href=other#part>a</a> <a href=third>b</a>";
    let body = clean::clean(html, &BodyContext { link_to_item: &ours, ..context(&base) });
    let third = format!("<a href=\"https://news.example/2020/third\" {OUTSIDE}>b</a>");
    assert_eq!(body.as_html(), format!("<a href=\"./?article=abc\">a</a> {third}"));
}

const IMG: &str = "<img loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"";

#[test]
fn pictures_load_lazily_and_without_a_referrer() {
    check(&[
        (
            "<img src=a.png onerror=x width=640px height=480 alt=b>",
            &format!("{IMG} src=\"https://news.example/2020/a.png\" width=\"640\" height=\"480\" alt=\"b\">"),
        ),
        ("<img src=a.png width=100% sizes=100vw>", &format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"\">")),
        (
            "<img src=a.png srcset='b,c.png 2x, javascript:x 3x, d.png 640w, e.png 1q' sizes=50vw>",
            &format!(
                "{IMG} src=\"https://news.example/2020/a.png\" srcset=\"https://news.example/2020/b,c.png 2x, https://news.example/2020/d.png 640w\" sizes=\"50vw\" alt=\"\">"
            ),
        ),
        ("<img src='data:image/png;base64,AA=='>", &format!("{IMG} src=\"data:image/png;base64,AA==\" alt=\"\">")),
        ("<img src='data:image/svg+xml,x' alt='A map'><img src='javascript:x'>", "A map"),
        ("<p>a<img src=t.gif width=1 height=1></p><p><img src=t.gif width=0></p>", "<p>a</p> "),
        ("text<p><img src=t.gif width=1></p>more", "text more"),
        (
            "<picture><source srcset=a.webp type=image/webp src=x><img src=a.png></picture>",
            &format!(
                "<picture><source srcset=\"https://news.example/2020/a.webp\" type=\"image/webp\">{IMG} src=\"https://news.example/2020/a.png\" alt=\"\"></picture>"
            ),
        ),
    ]);
}

#[test]
fn pictures_that_scripts_would_have_brought_are_there_once() {
    let real = format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"\">");
    check(&[
        ("<img src='data:image/gif;base64,R0' data-src=a.png>", &real),
        ("<img data-lazy-src=a.png><noscript><img src=a.png></noscript>", &real),
        ("<noscript>Switch on scripts. <p><img src=a.png></p></noscript>", &real),
        ("<img src=a.png data-src=other.png>", &real),
        ("<noscript><img src=a.png></noscript><img data-src=a.png>", &real),
        // A picture that is there twice by intent.
        (
            "<img data-src=a.png><noscript><img src=a.png></noscript>|<img data-src=a.png><noscript><img src=a.png></noscript>",
            &format!("{real}|{real}"),
        ),
        (
            "<img src=low.png srcset='data:image/gif;base64,R0' data-srcset='a.png 1x'>",
            &format!(
                "{IMG} src=\"https://news.example/2020/low.png\" srcset=\"https://news.example/2020/a.png 1x\" alt=\"\">"
            ),
        ),
        (
            "<picture><source srcset='data:image/gif;base64,R0' data-srcset=a.webp><img src=a.png></picture>",
            &format!("<picture><source srcset=\"https://news.example/2020/a.webp\">{real}</picture>"),
        ),
    ]);
}

#[test]
fn a_noscript_and_the_placeholder_beside_it_are_one_picture() {
    let real = format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"A hall\">");
    check(&[
        // The address of the placeholder is a page of a service, a small file or no picture.
        (
            "<img src='a.png?w=600&pending=1' data-lazy-src=b.png alt='A hall'><noscript><img src=a.png alt='A hall'></noscript>",
            &real,
        ),
        ("<img src='data:image/gif;base64,R0' alt='A hall'><noscript><img alt='A hall' src=a.png></noscript>", &real),
        ("<img alt='A hall' width=9><noscript><img src=a.png alt='A hall'></noscript>", &real),
        ("<noscript><img src=a.png alt='A hall'></noscript><img src='data:image/gif;base64,R0' alt='A hall'>", &real),
        (
            "<img aria-hidden=true src='data:image/jpeg;base64,R0'><picture><img src='' data-src=a.png alt='A hall'></picture><noscript><picture><source srcset=a.webp><img src=a.png alt='A hall'></picture></noscript>",
            &format!("<picture>{real}</picture>"),
        ),
        // Two pictures that are not alike, and two with words between them.
        (
            "<img src=a.png alt='A hall'><noscript><img src=b.png></noscript>",
            &format!("{real}{IMG} src=\"https://news.example/2020/b.png\" alt=\"\">"),
        ),
        (
            "<img src=a.png alt='A hall'> and <noscript><img src=a.png?x=1 alt='A hall'></noscript>",
            &format!("{real} and {IMG} src=\"https://news.example/2020/a.png?x=1\" alt=\"A hall\">"),
        ),
        ("<noscript>Switch on scripts. <pre>a()</pre></noscript>", "<pre tabindex=\"0\">a()</pre>"),
    ]);
}

#[test]
fn a_picture_of_an_emoji_is_the_emoji() {
    check(&[
        ("<p>Hi <img class=wp-smiley src=https://s.example/core/emoji/72x72/1f642.png alt='🙂'>!</p>", "<p>Hi 🙂!</p>"),
        ("<img class=emoji src=a.png alt='1️⃣'>", "1️⃣"),
        // A photo with such a text alternative, and an emoji that Unicode does not have.
        ("<img src=a.png alt='🌅'>", &format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"🌅\">")),
        (
            "<img class=emoji src=a.png alt=':blob:'>",
            &format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\":blob:\">"),
        ),
    ]);
}

#[test]
fn pictures_and_frames_that_are_not_seen_count_readers() {
    check(&[
        ("a<img src=t.gif style='width:1px;height:1px'>b", "ab"),
        ("a<img src=t.gif style='display: none !important'>b", "ab"),
        ("a<img src='https://s.example/matomo.php?idsite=1&rec=1' alt=''>b", "ab"),
        ("a<iframe src=https://t.example/ns.html height=0 width=0></iframe>b", "ab"),
        (
            "<img src=a.png style='border-width:0;max-width:1px'>",
            &format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"\">"),
        ),
    ]);
}

#[test]
fn a_style_says_what_is_bold_and_what_is_not() {
    check(&[
        ("<b style='font-weight:normal' id=docs><p>a</p></b>", "<span id=\"user-content-docs\"><p>a</p></span>"),
        ("<b style='font-weight:normal'><p>a</p></b><em style='font-style:normal'>b</em>", "<p>a</p>b"),
        ("<span style='font-weight:700'>a</span><span style='font-style: italic'>b</span>", "<b>a</b><i>b</i>"),
    ]);
}

#[test]
fn a_formula_leaves_its_source_once() {
    check(&[
        (
            "a <span><math><semantics><mrow><mi>x</mi><mn>2</mn></mrow><annotation encoding='application/x-tex'>x^2</annotation></semantics></math></span><span aria-hidden=true>x2</span> b<i aria-hidden=true>c</i>",
            "a x^2 b<i>c</i>",
        ),
        (
            "<math alttext='x'><mi>x</mi></math><img src=a.png alt=x aria-hidden=true>",
            &format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"x\">"),
        ),
        ("<i aria-hidden=true>a</i>b", "<i>a</i>b"),
    ]);
}

#[test]
fn no_picture_gives_way_to_one_that_is_not_shown() {
    let hall = format!("{IMG} src=\"https://news.example/2020/a.png\" alt=\"\">");
    for counter in ["<img width=1 height=1 src=https://t.example/pixel.gif>", "<img src=1x1.gif>", "<img src=blob:x>"] {
        check(&[(&format!("<img src=a.png alt=''><noscript>{counter}</noscript>"), &hall)]);
    }
    let real = "<noscript><img src=a.png alt=''></noscript>";
    for before in [
        "<img aria-hidden=true src='data:image/jpeg;base64,R0' alt=''>",
        "<img class=lazy alt=''>",
        "<noscript><img src=https://t.example/pixel.gif width=1></noscript>",
    ] {
        check(&[(&format!("{before}{real}"), &hall)]);
    }
    let photo = format!("{IMG} src=\"https://news.example/2020/b.png\" alt=\"Photo\">");
    check(&[
        // Two pictures of a newsletter with one text alternative.
        ("<p><img src=cid:1 alt=Photo></p><p><img src=b.png alt=Photo></p>", &format!("<p>Photo</p><p>{photo}</p>")),
        ("<p><img src=cid:1 alt=Photo></p><p>a<img src=p.gif width=1 alt=Photo></p>", "<p>Photo</p><p>a</p>"),
        (
            "<iframe src=https://charts.example/1 title=Prices style='width:0;min-width:100%' height=400></iframe><noscript><img src=a.png alt=Prices></noscript>",
            &format!(
                "<p><a href=\"https://charts.example/1\" rel=\"noopener noreferrer nofollow ugc\">Prices</a></p>{}",
                hall.replace("alt=\"\"", "alt=\"Prices\"")
            ),
        ),
        (
            "<img aria-hidden=true src='data:image/gif;base64,R0' srcset='a.png 1x' alt=''>",
            &format!("{IMG} src=\"data:image/gif;base64,R0\" srcset=\"https://news.example/2020/a.png 1x\" alt=\"\">"),
        ),
    ]);
    let emoji = "class=wp-smiley src=https://s.w.org/images/core/emoji/1f642.png alt=🙂";
    check(&[(&format!("<img {emoji}><noscript><img {emoji}></noscript>"), "🙂")]);
}

#[test]
fn nothing_is_left_of_empty_paragraphs_and_of_a_player_s_clock() {
    check(&[
        ("<p>a</p><p>&nbsp;</p><p><br></p><p>\u{200b}</p><h2></h2><p>b</p>", "<p>a</p>    <p>b</p>"),
        // A link may lead there.
        ("<p><a name=n1></a></p><p>b</p>", "<p><a id=\"user-content-n1\"></a></p><p>b</p>"),
        (
            "<p id=x></p><table><tr><td><p>&nbsp;</p></td></tr></table>",
            "<p id=\"user-content-x\"></p><div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table><tbody><tr><td></td></tr></tbody></table></div>",
        ),
        (
            "<audio src=a.mp3></audio><div class=audio-player><button></button><span>0:00</span>/<span>145.43</span><button>1×</button></div><div class=player>0:00 Begin</div>",
            "<audio src=\"https://news.example/2020/a.mp3\" controls=\"\" preload=\"none\"></audio><div>0:00 Begin</div>",
        ),
        ("<div class=player>0:00</div>", "<div>0:00</div>"),
    ]);
}

#[test]
fn an_empty_element_that_a_script_would_have_filled_is_a_link_or_a_card() {
    let link = |url: &str, host: &str| {
        format!("<div><p><a href=\"{url}\" rel=\"noopener noreferrer nofollow ugc\">{host}</a></p></div>")
    };
    check(&[
        (
            "<div data-attrs='{\"a\":1,\"url\":\"https://social.example/u/2\"}'></div>",
            &link("https://social.example/u/2", "social.example"),
        ),
        // Buttons, pictures, names that are no address, elements with words, and what was left out on purpose.
        ("<div data-href='https://social.example/posts/1'></div>", "<div></div>"),
        ("<div data-srcset='https://cdn.example/a 1x, https://cdn.example/b 2x'></div>", "<div></div>"),
        ("<div data-url='https://news.example/2020/story'></div>", "<div></div>"),
        ("<div data-src='https://cdn.example/a.jpg'></div>", "<div></div>"),
        ("<div data-src=visualisation/1></div>", "<div></div>"),
        ("<div data-href='https://social.example/posts/1'>a</div>", "<div>a</div>"),
    ]);
    let film = clean("<lite-youtube videoid=abcdefghijk><div></div></lite-youtube>");
    assert!(film.contains("data-frame=\"https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0\""), "{film}");
    let film = "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>";
    let lazy =
        clean(&format!("<div data-src='https://www.youtube.com/embed/abcdefghijk'></div><noscript>{film}</noscript>"));
    assert_eq!(lazy.matches("data-frame").count(), 1, "{lazy}");
    assert!(clean(&format!("<noscript>{film}</noscript>")).contains("data-frame"));
    assert_eq!(clean("<noscript><iframe src=https://t.example/x></iframe></noscript>"), "");
}

#[test]
fn sound_and_video_wait_for_the_reader() {
    check(&[
        (
            "<audio src=a.mp3 autoplay></audio>",
            "<audio src=\"https://news.example/2020/a.mp3\" controls=\"\" preload=\"none\"></audio>",
        ),
        (
            "<video autoplay muted poster=p.jpg><source src=v.mp4 type=video/mp4><track kind=captions src=c.vtt srclang=en>Old</video>",
            "<video muted=\"\" poster=\"https://news.example/2020/p.jpg\" controls=\"\" preload=\"none\" playsinline=\"\"><source src=\"https://news.example/2020/v.mp4\" type=\"video/mp4\"><track kind=\"captions\" src=\"https://news.example/2020/c.vtt\" srclang=\"en\">Old</video>",
        ),
        ("<video src='blob:x'>Download <b>it</b></video>", "Download <b>it</b>"),
        (
            "<video data-src=v.mp4></video>",
            "<video src=\"https://news.example/2020/v.mp4\" controls=\"\" preload=\"none\" playsinline=\"\"></video>",
        ),
        // The content of a player for old browsers may be removed with it.
        (
            "<audio src=a.mp3><img src=t.gif width=1></audio>",
            "<audio src=\"https://news.example/2020/a.mp3\" controls=\"\" preload=\"none\"></audio>",
        ),
    ]);
}

#[test]
fn a_frame_becomes_a_link() {
    let link = |url: &str, words: &str| format!("<a href=\"{url}\" {OUTSIDE}>{words}</a>");
    check(&[
        (
            "<iframe src=//www.player.example/x title=Film></iframe>",
            &format!("<p>{}</p>", link("https://www.player.example/x", "Film")),
        ),
        (
            "<p>a <iframe data-src=https://www.player.example/></iframe></p>",
            &format!("<p>a  {} </p>", link("https://www.player.example/", "player.example")),
        ),
        (
            "<a href=https://a.example/><iframe src=https://b.example/></iframe></a>",
            &link("https://a.example/", " b.example "),
        ),
        (
            "<p><iframe title=Film src=https://a.example/></iframe>Now</p>",
            &format!("<p>{} Now</p>", link("https://a.example/", "Film")),
        ),
        ("a<iframe srcdoc='<script>x</script>'></iframe><iframe src='javascript:x'>b</iframe>", "a"),
    ]);
}

#[test]
fn headings_stand_below_the_page_s_own() {
    check(&[
        ("<h1>a</h1><h2>b</h2><h1>c</h1>", "<h2>a</h2><h3>b</h3><h2>c</h2>"),
        // One that goes leaves no gap behind it.
        ("<h1><img src=t.gif width=1></h1><h2>a</h2>", "<h2>a</h2>"),
        ("<h4>a</h4><h6>b</h6>", "<h2>a</h2><h3>b</h3>"),
    ]);
}

#[test]
fn a_heading_that_repeats_the_headline_at_the_beginning_is_left_out() {
    let base = url("https://news.example/");
    let body = |html| clean::clean(html, &BodyContext { title: "Big  news", ..context(&base) }).as_html().to_owned();
    assert_eq!(body("<div> <h1>Big <b>news</b></h1> <h3>a</h3></div>"), "<div>  <h2>a</h2></div>");
    assert_eq!(body("<p>a</p><h1>Big news</h1>"), "<p>a</p><h2>Big news</h2>");
    assert_eq!(body("<h1>Big news today</h1>"), "<h2>Big news today</h2>");
}

#[test]
fn the_lead_picture_is_shown_once_and_its_caption_is_handed_on() {
    let base = url("https://news.example/");
    let lead = url("https://cdn.example/p.jpg?v=1&w=1200");
    let clean = |html| clean::clean(html, &BodyContext { lead_image: Some(&lead), ..context(&base) });
    let body = clean(
        "<figure><a href=x><img src='http://cdn.example/p.jpg?w=300&v=1' alt='A hall' width=300></a><figcaption>The <b>hall</b></figcaption></figure><p>a</p>",
    );
    assert_eq!(body.as_html(), "<p>a</p>");
    let copy = RepeatedPicture {
        alt: "A hall".into(),
        caption: Some("The hall".into()),
        width: Some(300),
        height: None,
        srcset: None,
    };
    assert_eq!(body.repeated_picture(), Some(&copy));
    let body =
        clean("<p><img src='https://cdn.example/p.jpg?v=1'></p><p><img src='https://cdn.example/p.jpg?v=1'></p>");
    assert_eq!(body.as_html(), format!("<p>{IMG} src=\"https://cdn.example/p.jpg?v=1\" alt=\"\"></p>"));
    assert_eq!(clean("<img src='https://cdn.example/p.jpg?v=2'>").repeated_picture(), None);
    let two =
        clean("<figure><img src='https://cdn.example/p.jpg?v=1'><img src=b.png><figcaption>c</figcaption></figure>");
    assert!(two.as_html().ends_with("alt=\"\"><figcaption>c</figcaption></figure>"));
}

#[test]
fn links_into_an_article_find_their_places_as_in_html() {
    check(&[
        // The fragment as it is written comes first, then the decoded one.
        (
            "<a href='#what%3F'>1</a><i id='what%3F'>x</i><b id='what?'>y</b>",
            "<a href=\"#user-content-what%253F\">1</a><i id=\"user-content-what%3F\">x</i><b id=\"user-content-what?\">y</b>",
        ),
        (
            "<a href='#a%20b'>1</a><i id='a b'>x</i>",
            "<a href=\"#user-content-a%20b\">1</a><i id=\"user-content-a b\">x</i>",
        ),
        ("<a href=#>1</a><a href=#TOP>2</a>", "<a href=\"#top\">1</a><a href=\"#top\">2</a>"),
        ("<a href=#top>1</a><i id=top>x</i>", "<a href=\"#user-content-top\">1</a><i id=\"user-content-top\">x</i>"),
    ]);
    let base = url("https://news.example/feed.json");
    let without_page = BodyContext { page: None, ..context(&base) };
    let clean = |html| clean::clean(html, &without_page).as_html().to_owned();
    assert_eq!(clean("<p><a href=#gone>a <b>b</b></a> c</p>"), "<p>a <b>b</b> c</p>");
    assert_eq!(
        clean("<a href=#gone id=x>a</a><a href=#x>b</a>"),
        "<a id=\"user-content-x\">a</a><a href=\"#user-content-x\">b</a>"
    );
}

#[test]
fn the_lead_picture_is_known_at_another_size_and_not_in_a_gallery() {
    let base = url("https://x.example/story");
    let lead = url("https://x.example/2026/11/bridge.jpg");
    let clean = |html: &str| {
        clean::clean(html, &BodyContext { lead_image: Some(&lead), ..context(&base) }).as_html().to_owned()
    };
    for html in [
        "<figure><img src=/2026/11/bridge-1024x683.jpg><figcaption>c</figcaption></figure>",
        "<figure><img src=/x.jpg srcset='/2026/11/bridge.jpg 1800w'></figure>",
        "<p><a href=/2026/11/bridge.jpg><img src=/small/b.jpg></a></p>",
    ] {
        assert_eq!(clean(&format!("{html}<p>a</p>")), "<p>a</p>", "{html}");
    }
    let later = "<img src=/other.jpg><img src=/2026/11/bridge-300x200.jpg>";
    assert_eq!(clean(later).matches("<img").count(), 2, "by its size only the first picture");
    let gallery = "<figure><img src=/2026/11/bridge-300x200.jpg><img src=/other.jpg></figure>";
    assert_eq!(clean(gallery).matches("<img").count(), 2, "a gallery stays whole");
}

#[test]
fn elements_of_amp_become_those_of_html() {
    let image = format!("{IMG} src=\"https://news.example/b.jpg\" alt=\"A\">");
    check(&[
        ("<amp-img src=/b.jpg alt=A layout=fill></amp-img>", &image),
        ("<amp-img src=/b.jpg alt=A><noscript><img src=/c.jpg></noscript><p placeholder>x</p></amp-img>", &image),
        ("<p><amp-img src=/b.jpg alt=A> never closed</p>", &format!("<p>{image} never closed</p>")),
        ("<amp-img alt=A><noscript><img src=/b.jpg alt=A></noscript></amp-img>", &image),
        (
            "<amp-video src=/v.mp4><div fallback>no</div></amp-video>",
            "<video src=\"https://news.example/v.mp4\" controls=\"\" preload=\"none\" playsinline=\"\"></video>",
        ),
        (
            "<amp-twitter data-tweetid=7><blockquote placeholder>x</blockquote></amp-twitter>",
            &format!("<p><a href=\"https://twitter.com/i/status/7\" {OUTSIDE}>twitter.com</a></p>"),
        ),
        (
            "a<amp-ad type=x><p>b</p></amp-ad><amp-pixel src=//t.example/></amp-pixel><amp-analytics>c</amp-analytics>d",
            "ad",
        ),
        ("<amp-carousel><p>a</p></amp-carousel>", "<p>a</p>"),
    ]);
    let film = clean("<amp-youtube data-videoid=abcdefghijk width=480 height=270></amp-youtube>");
    assert!(film.contains("data-frame=\"https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0\""), "{film}");
}

#[test]
fn a_bare_address_alone_in_its_block_is_a_link_and_in_a_figure_the_card_of_its_film() {
    let link = |url: &str| format!("<a href=\"{url}\" {OUTSIDE}>{url}</a>");
    check(&[
        ("<p> https://a.example/x \n</p>", &format!("<p>{}</p>", link("https://a.example/x"))),
        ("<ul><li>https://a.example/x</li></ul>", &format!("<ul><li>{}</li></ul>", link("https://a.example/x"))),
        ("<p>See https://a.example/x</p>", "<p>See https://a.example/x</p>"),
        ("<p>https://a.example/x<br>b</p>", "<p>https://a.example/x<br>b</p>"),
        ("<p>javascript:alert(1)</p>", "<p>javascript:alert(1)</p>"),
        ("<pre>https://a.example/x</pre>", "<pre tabindex=\"0\">https://a.example/x</pre>"),
    ]);
    let film = "https://www.youtube.com/watch?v=abcdefghijk&t=3";
    assert!(clean(&format!("<p>{film}</p>")).contains("<a href"), "outside of a figure it is a link");
    for address in [film, "https://youtu.be/abcdefghijk", "https://m.youtube.com/shorts/abcdefghijk/"] {
        let card = clean(&format!("<figure><div>\n{address}\n</div><figcaption>A film</figcaption></figure>"));
        assert!(
            card.contains("embed/abcdefghijk?rel=0") && card.ends_with("<figcaption>A film</figcaption></figure>"),
            "{card}"
        );
    }
    assert!(clean("<figure>https://vimeo.com/channels</figure>").contains("<a href=\"https://vimeo.com/channels\""));
}

#[test]
fn a_frame_with_a_document_of_its_own_leaves_its_title() {
    check(&[
        (
            "<p>a</p><iframe srcdoc='<script>x</script>' title=Results></iframe><p>b</p>",
            "<p>a</p><p>Results</p><p>b</p>",
        ),
        ("<p>a <iframe srcdoc=x title=Results></iframe> b</p>", "<p>a  Results  b</p>"),
        ("a<iframe srcdoc=x></iframe>b", "ab"),
    ]);
}

const TABLE_BOX: &str = "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">";

#[test]
fn tables_and_code_scroll_by_keyboard() {
    let table = "<table><tbody><tr><td align=\"right\">1</td></tr></tbody></table>";
    check(&[
        ("a<table class=x><tr><td align=right bgcolor=red>1</table>", &format!("a{TABLE_BOX}{table}</div>")),
        ("<div class=wrap><table><tr><td align=right>1</table></div>", &format!("{TABLE_BOX}{table}</div>")),
        (
            "<table><tr><td><table><tr><td>1</table></table>",
            &format!(
                "{TABLE_BOX}<table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td></tr></tbody></table></div>"
            ),
        ),
        ("<pre>\n\n a</pre>", "<pre tabindex=\"0\"> a</pre>"),
    ]);
}

#[test]
fn elements_stand_where_a_parser_would_leave_them() {
    check(&[
        ("<p>a<marquee><p>b</marquee>c", "<p>a<br>b<br>c</p>"),
        ("<p>a<marquee><p></p></marquee>c", "<p>a<br>c</p>"),
        ("<p><marquee><p><img src=t.gif width=1></p></marquee></p>b", "b"),
        ("<ul><li>a<section><li>b</li>c</section></ul>", "<ul><li>a<div>b<br>c</div></li></ul>"),
        // A form between the parts of a table would be one more cell, or move before the table.
        (
            "<table><tr><form><td>a</td></form></tr></table>",
            &format!("{TABLE_BOX}<table><tbody><tr><td>a</td></tr></tbody></table></div>"),
        ),
        (
            "<a href=https://a.example/>a<marquee><a href=https://b.example/>b</a></marquee></a>",
            &format!("<a href=\"https://a.example/\" {OUTSIDE}>ab</a>"),
        ),
        ("<ul><li>a<center><li>b</center></ul>", "<ul><li>a<div>b<br></div></li></ul>"),
        ("<h2>a<center><h3>b</h3></center></h2>", "<h2>a<div><h3>b</h3></div></h2>"),
    ]);
}

#[test]
fn content_that_is_too_deep_or_too_long_is_shown_as_text_with_a_note() {
    let deep = format!("{}deep{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let body = clean(&deep);
    assert!(body.contains("</em></p><p>deep</p>\n") && body.matches("<div>").count() == 256, "{}", body.len());
    let long = format!("{}<p>last &amp; <b>bold</b></p><script>x</script>", "<p>word</p>".repeat(190_000));
    let body = clean(&long);
    assert!(body.contains("</em></p><p>word</p>\n") && body.ends_with("<p>word</p>\n<p>last &amp; bold</p>\n"));
}

#[test]
fn nothing_that_hides_from_the_scan_makes_a_body_many_times_as_large() {
    let formatting: String = (0..100).map(|n| format!("<b title={n}>")).collect();
    for (hidden, paragraph) in [
        ("", "<p>x"),
        ("", "<p> "),
        ("", "<p></br>"),
        ("<p =\">", "<p>x"),
        ("<p a=b=\">", "<p>x"),
        ("<svg><foreignObject><xmp><!--</xmp></foreignObject></svg>", "<p>x"),
        ("<math><mi><style><!--</style></mi></math>", "<p>x"),
        ("<script><!--<script></script><xmp></script>", "<p>x"),
        // One long tag that is opened again in each paragraph.
        (
            &format!("<svg><foreignObject><xmp><!--</xmp></foreignObject></svg><b title={}>", "x".repeat(100_000)),
            "<p>x",
        ),
        (&format!("<p><a title={}><table><tr><td><a></a></table>", "x".repeat(100_000)), "<p>x"),
    ] {
        let body = clean(&format!("{hidden}<p>{formatting}{}", paragraph.repeat(3_000)));
        assert!(body.len() < 5_000_000, "{hidden} {paragraph}: {} bytes", body.len());
    }
}

#[test]
fn plain_text_becomes_paragraphs_and_links_and_no_html() {
    let base = url("https://news.example/");
    let context = context(&base);
    let text = "<b>1 & 2</b>\nSee https://a.example/x.\n\nNext";
    let body = SafeBody::of(&Body::Text(text.to_owned()), &context);
    let link = format!("<a href=\"https://a.example/x\" {OUTSIDE}>https://a.example/x</a>");
    assert_eq!(body.as_html(), format!("<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;<br>\nSee {link}.</p>\n<p>Next</p>\n"));
    assert!(SafeBody::of(&Body::None, &context).is_empty());
}

#[test]
fn formatting_with_long_addresses_that_is_never_closed_is_cut_before_it_multiplies() {
    let html = format!("<p><a href='https://a.example/{}'>{}", "x".repeat(100_000), "<p>§".repeat(1_000));
    let body = clean(&html);
    assert!(body.len() < 10_000_000, "{} bytes have become {}", html.len(), body.len());
    assert_eq!(body.matches('§').count(), 1_000, "no word is lost");
}
