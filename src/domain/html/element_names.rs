//! The names of elements, which distinguish a tag from text in angle brackets.

use super::elements;

/// Elements of HTML that the policy does not name, since it unwraps them.
const HTML: &str = "blink body head html image isindex nextid param rb rtc";

/// Elements of SVG 2, in lower case.
const SVG: &str = "animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix \
    fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow \
    feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset \
    fepointlight fespecularlighting fespotlight fetile feturbulence filter foreignobject g line lineargradient marker \
    mask metadata mpath path pattern polygon polyline radialgradient rect set stop switch symbol text textpath tspan \
    use view";

/// Elements of MathML 3.
const MATHML: &str = "annotation annotation-xml maction menclose merror mfenced mfrac mglyph mi mmultiscripts mn mo \
    mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder \
    munderover none semantics";

/// Whether HTML, SVG or MathML has an element of this name, in lower case. Obsolete ones count.
pub fn is_element(name: &str) -> bool {
    // The policy names elements of AMP too, which no standard has.
    elements::element(name).is_some() && !name.starts_with("amp-")
        || elements::is_void(name)
        || [HTML, SVG, MATHML].iter().any(|names| names.split(' ').any(|known| known == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_three_standards_are_known_and_words_are_not() {
        for name in ["b", "h6", "font", "meta", "body", "foreignobject", "use", "munderover", "annotation-xml"] {
            assert!(is_element(name), "{name}");
        }
        for name in ["", "string", "k", "y", "stdio.h", "news@paper.example", "breaking", "amp-img", "o:p"] {
            assert!(!is_element(name), "{name}");
        }
    }
}
