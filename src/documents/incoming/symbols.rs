//! Signs out of fonts that have pictures where others have letters, as the characters that Unicode has for them.
//!
//! The tables follow the names that Unicode gives to these fonts' signs. Ticks, boxes and arrows are the plain ones that most
//! fonts have.

/// A font of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::documents) enum SymbolFont {
    Symbol,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
}

impl SymbolFont {
    /// By its name, in any case and with or without quotation marks.
    pub(in crate::documents) fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['"', '\'']);
        let fonts = [
            ("symbol", Self::Symbol),
            ("wingdings", Self::Wingdings),
            ("wingdings 2", Self::Wingdings2),
            ("wingdings 3", Self::Wingdings3),
            ("webdings", Self::Webdings),
        ];
        fonts.into_iter().find(|(own, _)| name.eq_ignore_ascii_case(own)).map(|(_, font)| font)
    }

    /// The sign at a place of the font. Word writes places with 0xf000 added, too.
    pub(in crate::documents) fn sign(self, place: u32) -> Option<char> {
        let table = match self {
            Self::Symbol => SYMBOL,
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Wingdings3 => WINGDINGS_3,
            Self::Webdings => WEBDINGS,
        };
        let place = if (0xf000..=0xf0ff).contains(&place) { place - 0xf000 } else { place };
        let at = usize::try_from(place.checked_sub(0x20)?).ok()?;
        table.chars().nth(at).filter(|sign| *sign != char::REPLACEMENT_CHARACTER)
    }
}

/// A text that is set in this font, as characters. Signs in the private range, which only such fonts have, become
/// characters in any font: Word's own bullet is Symbol's, the others are most often those of Wingdings.
pub(in crate::documents) fn plain_signs(text: &str, font: Option<SymbolFont>) -> String {
    let sign = |c: char| {
        let is_private = matches!(c, '\u{f020}'..='\u{f0ff}');
        let font = match (font, c) {
            (Some(font), _) if is_private || c <= '\u{ff}' => font,
            (_, '\u{f0b7}') => SymbolFont::Symbol,
            _ if is_private => SymbolFont::Wingdings,
            _ => return c,
        };
        if c.is_whitespace() { c } else { font.sign(u32::from(c)).unwrap_or(c) }
    };
    text.chars().map(sign).collect()
}

const SYMBOL: &str = concat!(
    " !\u{2200}#\u{2203}%&\u{220d}()*+,\u{2212}./",
    "0123456789:;<=>?",
    "\u{2245}\u{391}\u{392}\u{3a7}\u{394}\u{395}\u{3a6}\u{393}\u{397}\u{399}\u{3d1}\u{39a}\u{39b}\u{39c}\u{39d}\u{39f}",
    "\u{3a0}\u{398}\u{3a1}\u{3a3}\u{3a4}\u{3a5}\u{3c2}\u{3a9}\u{39e}\u{3a8}\u{396}[\u{2234}]\u{22a5}_",
    "\u{203e}\u{3b1}\u{3b2}\u{3c7}\u{3b4}\u{3b5}\u{3c6}\u{3b3}\u{3b7}\u{3b9}\u{3d5}\u{3ba}\u{3bb}\u{3bc}\u{3bd}\u{3bf}",
    "\u{3c0}\u{3b8}\u{3c1}\u{3c3}\u{3c4}\u{3c5}\u{3d6}\u{3c9}\u{3be}\u{3c8}\u{3b6}{|}~\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "\u{20ac}\u{3d2}\u{2032}\u{2264}\u{2044}\u{221e}\u{192}\u{2663}\u{2666}\u{2665}\u{2660}\u{2194}\u{2190}\u{2191}\u{2192}\u{2193}",
    "\u{b0}\u{b1}\u{2033}\u{2265}\u{d7}\u{221d}\u{2202}\u{2022}\u{f7}\u{2260}\u{2261}\u{2248}\u{2026}\u{23d0}\u{23af}\u{21b5}",
    "\u{2135}\u{2111}\u{211c}\u{2118}\u{2297}\u{2295}\u{2205}\u{2229}\u{222a}\u{2283}\u{2287}\u{2284}\u{2282}\u{2286}\u{2208}\u{2209}",
    "\u{2220}\u{2207}\u{ae}\u{a9}\u{2122}\u{220f}\u{221a}\u{22c5}\u{ac}\u{2227}\u{2228}\u{21d4}\u{21d0}\u{21d1}\u{21d2}\u{21d3}",
    "\u{25ca}\u{3008}\u{ae}\u{a9}\u{2122}\u{2211}\u{239b}\u{239c}\u{239d}\u{23a1}\u{23a2}\u{23a3}\u{23a7}\u{23a8}\u{23a9}\u{23aa}",
    "\u{20ac}\u{3009}\u{222b}\u{2320}\u{23ae}\u{2321}\u{239e}\u{239f}\u{23a0}\u{23a4}\u{23a5}\u{23a6}\u{23ab}\u{23ac}\u{23ad}\u{fffd}",
);
const WINGDINGS: &str = concat!(
    " \u{1f589}\u{2702}\u{2701}\u{1f453}\u{1f56d}\u{1f56e}\u{1f56f}\u{1f57f}\u{2706}\u{1f582}\u{1f583}\u{1f4ea}\u{1f4eb}\u{1f4ec}\u{1f4ed}",
    "\u{1f5c0}\u{1f5c1}\u{1f5ce}\u{1f5cf}\u{1f5d0}\u{1f5c4}\u{231b}\u{1f5ae}\u{1f5b0}\u{1f5b2}\u{1f5b3}\u{1f5b4}\u{1f5ab}\u{1f5ac}\u{2707}\u{270d}",
    "\u{1f58e}\u{270c}\u{1f58f}\u{1f44d}\u{1f44e}\u{261c}\u{261e}\u{261d}\u{261f}\u{1f590}\u{263a}\u{1f610}\u{2639}\u{1f4a3}\u{1f571}\u{1f3f3}",
    "\u{1f3f1}\u{2708}\u{263c}\u{1f322}\u{2744}\u{1f546}\u{271e}\u{1f548}\u{2720}\u{2721}\u{262a}\u{262f}\u{1f549}\u{2638}\u{2648}\u{2649}",
    "\u{264a}\u{264b}\u{264c}\u{264d}\u{264e}\u{264f}\u{2650}\u{2651}\u{2652}\u{2653}\u{1f670}\u{1f675}\u{25cf}\u{1f53e}\u{25a0}\u{2610}",
    "\u{1f790}\u{2751}\u{2752}\u{1f79f}\u{29eb}\u{25c6}\u{2756}\u{2b29}\u{2327}\u{2bb9}\u{2318}\u{1f3f5}\u{1f3f6}\u{1f676}\u{1f677}\u{25af}",
    "\u{1f10b}\u{2780}\u{2781}\u{2782}\u{2783}\u{2784}\u{2785}\u{2786}\u{2787}\u{2788}\u{2789}\u{1f10c}\u{278a}\u{278b}\u{278c}\u{278d}",
    "\u{278e}\u{278f}\u{2790}\u{2791}\u{2792}\u{2793}\u{1f662}\u{1f660}\u{1f661}\u{1f663}\u{1f65e}\u{1f65c}\u{1f65d}\u{1f65f}\u{2219}\u{2022}",
    "\u{2b1d}\u{25cb}\u{1f786}\u{1f788}\u{1f78a}\u{1f78b}\u{1f53f}\u{25aa}\u{2610}\u{1f7c1}\u{1f7c5}\u{2605}\u{1f7cb}\u{1f7cf}\u{1f7d3}\u{1f7d1}",
    "\u{2bd0}\u{2316}\u{2bce}\u{2bcf}\u{2bd1}\u{272a}\u{2730}\u{1f550}\u{1f551}\u{1f552}\u{1f553}\u{1f554}\u{1f555}\u{1f556}\u{1f557}\u{1f558}",
    "\u{1f559}\u{1f55a}\u{1f55b}\u{2bb0}\u{2bb1}\u{2bb2}\u{2bb3}\u{2bb4}\u{2bb5}\u{2bb6}\u{2bb7}\u{1f66a}\u{1f66b}\u{1f655}\u{1f654}\u{1f657}",
    "\u{1f656}\u{1f650}\u{1f651}\u{1f652}\u{1f653}\u{232b}\u{2326}\u{2b98}\u{27a2}\u{2b99}\u{2b9b}\u{2b88}\u{2b8a}\u{2b89}\u{2b8b}\u{2190}",
    "\u{2192}\u{2191}\u{2193}\u{2196}\u{2197}\u{2199}\u{2198}\u{2190}\u{2192}\u{2191}\u{2193}\u{2196}\u{2197}\u{2199}\u{2198}\u{21e6}",
    "\u{21e8}\u{21e7}\u{21e9}\u{2b04}\u{21f3}\u{2b01}\u{2b00}\u{2b03}\u{2b02}\u{1f8ac}\u{1f8ad}\u{2717}\u{2713}\u{2612}\u{2611}\u{fffd}",
);
const WINGDINGS_2: &str = concat!(
    " \u{1f58a}\u{1f58b}\u{1f58c}\u{1f58d}\u{2704}\u{2700}\u{1f57e}\u{1f57d}\u{1f5c5}\u{2610}\u{1f5c7}\u{1f5c8}\u{1f5c9}\u{1f5ca}\u{1f5cb}",
    "\u{1f5cc}\u{1f5cd}\u{1f4cb}\u{1f5d1}\u{1f5d4}\u{1f5b5}\u{1f5b6}\u{1f5b7}\u{1f5b8}\u{1f5ad}\u{1f5af}\u{1f5b1}\u{1f592}\u{1f593}\u{1f598}\u{1f599}",
    "\u{1f59a}\u{1f59b}\u{1f448}\u{1f449}\u{1f59c}\u{1f59d}\u{1f59e}\u{1f59f}\u{1f5a0}\u{1f5a1}\u{1f446}\u{1f447}\u{1f5a2}\u{1f5a3}\u{1f591}\u{2717}",
    "\u{2713}\u{2612}\u{2611}\u{2612}\u{2612}\u{2bbe}\u{2bbf}\u{1f6c7}\u{29b8}\u{1f671}\u{1f674}\u{1f672}\u{1f673}\u{203d}\u{1f679}\u{1f67a}",
    "\u{1f67b}\u{1f666}\u{1f664}\u{1f665}\u{1f667}\u{1f65a}\u{1f658}\u{1f659}\u{1f65b}\u{24ea}\u{2460}\u{2461}\u{2462}\u{2463}\u{2464}\u{2465}",
    "\u{2466}\u{2467}\u{2468}\u{2469}\u{24ff}\u{2776}\u{2777}\u{2778}\u{2779}\u{277a}\u{277b}\u{277c}\u{277d}\u{277e}\u{277f}\u{fffd}",
    "\u{2609}\u{1f315}\u{263d}\u{263e}\u{2e3f}\u{271d}\u{1f547}\u{1f55c}\u{1f55d}\u{1f55e}\u{1f55f}\u{1f560}\u{1f561}\u{1f562}\u{1f563}\u{1f564}",
    "\u{1f565}\u{1f566}\u{1f567}\u{1f668}\u{1f669}\u{22c5}\u{1f784}\u{2981}\u{25cf}\u{25cb}\u{1f785}\u{1f787}\u{1f789}\u{2299}\u{29bf}\u{1f78c}",
    "\u{1f78d}\u{25fe}\u{25a0}\u{2610}\u{1f791}\u{1f792}\u{1f793}\u{1f794}\u{25a3}\u{1f795}\u{1f796}\u{1f797}\u{1f798}\u{2b29}\u{2b25}\u{25c7}",
    "\u{1f79a}\u{25c8}\u{1f79b}\u{1f79c}\u{1f79d}\u{1f79e}\u{2b2a}\u{2b27}\u{25ca}\u{1f7a0}\u{25d6}\u{25d7}\u{2bca}\u{2bcb}\u{2bc0}\u{2bc1}",
    "\u{2b1f}\u{2bc2}\u{2b23}\u{2b22}\u{2bc3}\u{2bc4}\u{1f7a1}\u{1f7a2}\u{1f7a3}\u{1f7a4}\u{1f7a5}\u{1f7a6}\u{1f7a7}\u{1f7a8}\u{1f7a9}\u{1f7aa}",
    "\u{1f7ab}\u{1f7ac}\u{1f7ad}\u{1f7ae}\u{1f7af}\u{1f7b0}\u{1f7b1}\u{1f7b2}\u{1f7b3}\u{1f7b4}\u{1f7b5}\u{1f7b6}\u{1f7b7}\u{1f7b8}\u{1f7b9}\u{1f7ba}",
    "\u{1f7bb}\u{1f7bc}\u{1f7bd}\u{1f7be}\u{1f7bf}\u{1f7c0}\u{1f7c2}\u{1f7c4}\u{1f7c6}\u{1f7c9}\u{1f7ca}\u{2736}\u{1f7cc}\u{1f7ce}\u{1f7d0}\u{1f7d2}",
    "\u{2739}\u{1f7c3}\u{1f7c7}\u{272f}\u{1f7cd}\u{1f7d4}\u{2bcc}\u{2bcd}\u{203b}\u{2042}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
);
const WINGDINGS_3: &str = concat!(
    " \u{2b60}\u{2b62}\u{2b61}\u{2b63}\u{2b66}\u{2b67}\u{2b69}\u{2b68}\u{2b70}\u{2b72}\u{2b71}\u{2b73}\u{2b76}\u{2b78}\u{2b7b}",
    "\u{2b7d}\u{2b64}\u{2b65}\u{2b6a}\u{2b6c}\u{2b6b}\u{2b6d}\u{2b4d}\u{2ba0}\u{2ba1}\u{2ba2}\u{2ba3}\u{2ba4}\u{2ba5}\u{2ba6}\u{2ba7}",
    "\u{2b90}\u{2b91}\u{2b92}\u{2b93}\u{2b80}\u{2b83}\u{2b7e}\u{2b7f}\u{2b84}\u{2b86}\u{2b85}\u{2b87}\u{2b8f}\u{2b8d}\u{2b8e}\u{2b8c}",
    "\u{2b6e}\u{2b6f}\u{238b}\u{2324}\u{2303}\u{2325}\u{2423}\u{237d}\u{21ea}\u{2bb8}\u{1f8a0}\u{1f8a1}\u{1f8a2}\u{1f8a3}\u{1f8a4}\u{1f8a5}",
    "\u{1f8a6}\u{1f8a7}\u{1f8a8}\u{1f8a9}\u{1f8aa}\u{1f8ab}\u{1f850}\u{1f852}\u{1f851}\u{1f853}\u{1f854}\u{1f855}\u{1f857}\u{1f856}\u{1f858}\u{1f859}",
    "\u{25b2}\u{25bc}\u{25b3}\u{25bd}\u{25c0}\u{25b6}\u{25c1}\u{25b7}\u{25e3}\u{25e2}\u{25e4}\u{25e5}\u{1f780}\u{1f782}\u{1f781}\u{fffd}",
    "\u{1f783}\u{2bc5}\u{2bc6}\u{2bc7}\u{2bc8}\u{2b9c}\u{2b9e}\u{2b9d}\u{2b9f}\u{1f810}\u{1f812}\u{1f811}\u{1f813}\u{1f814}\u{1f816}\u{1f815}",
    "\u{1f817}\u{1f818}\u{1f81a}\u{1f819}\u{1f81b}\u{1f81c}\u{1f81e}\u{1f81d}\u{1f81f}\u{1f800}\u{1f802}\u{1f801}\u{1f803}\u{1f804}\u{1f806}\u{1f805}",
    "\u{1f807}\u{1f808}\u{1f80a}\u{1f809}\u{1f80b}\u{1f820}\u{1f822}\u{1f824}\u{1f826}\u{1f828}\u{1f82a}\u{1f82c}\u{1f89c}\u{1f89d}\u{1f89e}\u{1f89f}",
    "\u{1f82e}\u{1f830}\u{1f832}\u{1f834}\u{1f836}\u{1f838}\u{1f83a}\u{1f839}\u{1f83b}\u{1f898}\u{1f89a}\u{1f899}\u{1f89b}\u{1f83c}\u{1f83e}\u{1f83d}",
    "\u{1f83f}\u{1f840}\u{1f842}\u{1f841}\u{1f843}\u{1f844}\u{1f846}\u{1f845}\u{1f847}\u{2ba8}\u{2ba9}\u{2baa}\u{2bab}\u{2bac}\u{2bad}\u{2bae}",
    "\u{2baf}\u{1f860}\u{1f862}\u{1f861}\u{1f863}\u{1f864}\u{1f865}\u{1f867}\u{1f866}\u{1f870}\u{1f872}\u{1f871}\u{1f873}\u{1f874}\u{1f875}\u{1f877}",
    "\u{1f876}\u{1f880}\u{1f882}\u{1f881}\u{1f883}\u{1f884}\u{1f885}\u{1f887}\u{1f886}\u{1f890}\u{1f892}\u{1f891}\u{1f893}\u{1f894}\u{1f896}\u{1f895}",
    "\u{1f897}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
);
const WEBDINGS: &str = concat!(
    " \u{1f577}\u{1f578}\u{1f572}\u{1f576}\u{1f3c6}\u{1f396}\u{1f587}\u{1f5e8}\u{1f5e9}\u{1f5f0}\u{1f5f1}\u{1f336}\u{1f397}\u{1f67e}\u{1f67c}",
    "\u{1f5d5}\u{1f5d6}\u{1f5d7}\u{23f4}\u{23f5}\u{23f6}\u{23f7}\u{23ea}\u{23e9}\u{23ee}\u{23ed}\u{23f8}\u{23f9}\u{23fa}\u{1f5da}\u{1f5f3}",
    "\u{1f6e0}\u{1f3d7}\u{1f3d8}\u{1f3d9}\u{1f3da}\u{1f3dc}\u{1f3ed}\u{1f3db}\u{1f3e0}\u{1f3d6}\u{1f3dd}\u{1f6e3}\u{1f50d}\u{1f3d4}\u{1f441}\u{1f442}",
    "\u{1f3de}\u{1f3d5}\u{1f6e4}\u{1f3df}\u{1f6f3}\u{1f56c}\u{1f56b}\u{1f568}\u{1f508}\u{1f394}\u{1f395}\u{1f5ec}\u{1f67d}\u{1f5ed}\u{1f5ea}\u{1f5eb}",
    "\u{2b94}\u{2714}\u{1f6b2}\u{2b1c}\u{1f6e1}\u{1f4e6}\u{1f6f1}\u{2b1b}\u{1f691}\u{1f6c8}\u{1f6e9}\u{1f6f0}\u{1f7c8}\u{1f574}\u{2b24}\u{1f6e5}",
    "\u{1f694}\u{1f5d8}\u{1f5d9}\u{2753}\u{1f6f2}\u{1f687}\u{1f68d}\u{26f3}\u{29b8}\u{2296}\u{1f6ad}\u{1f5ee}\u{23d0}\u{1f5ef}\u{1f5f2}\u{fffd}",
    "\u{1f6b9}\u{1f6ba}\u{1f6c9}\u{1f6ca}\u{1f6bc}\u{1f47d}\u{1f3cb}\u{26f7}\u{1f3c2}\u{1f3cc}\u{1f3ca}\u{1f3c4}\u{1f3cd}\u{1f3ce}\u{1f698}\u{1f5e0}",
    "\u{1f6e2}\u{1f4b0}\u{1f3f7}\u{1f4b3}\u{1f46a}\u{1f5e1}\u{1f5e2}\u{1f5e3}\u{272f}\u{1f584}\u{1f585}\u{1f583}\u{1f586}\u{1f5b9}\u{1f5ba}\u{1f5bb}",
    "\u{1f575}\u{1f570}\u{1f5bd}\u{1f5be}\u{1f4cb}\u{1f5d2}\u{1f5d3}\u{1f56e}\u{1f4da}\u{1f5de}\u{1f5df}\u{1f5c3}\u{1f5c2}\u{1f5bc}\u{1f3ad}\u{1f39c}",
    "\u{1f398}\u{1f399}\u{1f3a7}\u{1f4bf}\u{1f39e}\u{1f4f7}\u{1f39f}\u{1f3ac}\u{1f4fd}\u{1f4f9}\u{1f4fe}\u{1f4fb}\u{1f39a}\u{1f39b}\u{1f4fa}\u{1f4bb}",
    "\u{1f5a5}\u{1f5a6}\u{1f5a7}\u{1f579}\u{1f3ae}\u{1f57b}\u{1f57c}\u{1f4df}\u{1f581}\u{1f580}\u{1f5a8}\u{1f5a9}\u{1f5bf}\u{1f5aa}\u{1f5dc}\u{1f512}",
    "\u{1f513}\u{1f5dd}\u{1f4e5}\u{1f4e4}\u{1f573}\u{1f323}\u{1f324}\u{1f325}\u{1f326}\u{2601}\u{1f328}\u{1f327}\u{1f329}\u{1f32a}\u{1f32c}\u{1f32b}",
    "\u{1f31c}\u{1f321}\u{1f6cb}\u{1f6cf}\u{1f37d}\u{1f378}\u{1f6ce}\u{1f6cd}\u{24c5}\u{267f}\u{1f6c6}\u{1f588}\u{1f393}\u{1f5e4}\u{1f5e5}\u{1f5e6}",
    "\u{1f5e7}\u{1f6ea}\u{1f43f}\u{1f426}\u{1f41f}\u{1f415}\u{1f408}\u{1f66c}\u{1f66e}\u{1f66d}\u{1f66f}\u{1f5fa}\u{1f30d}\u{1f30f}\u{1f30e}\u{1f54a}",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_characters() {
        use SymbolFont as F;
        for (name, place, sign) in [
            ("Wingdings", 0xf0fc, Some('\u{2713}')),
            ("wingdings", 0xfc, Some('\u{2713}')),
            ("Wingdings", 0xf0e0, Some('\u{2192}')),
            ("Wingdings", 0xd8, Some('\u{27a2}')),
            ("'Wingdings 2'", 0x50, Some('\u{2713}')),
            ("\"Wingdings 2\"", 0xa3, Some('\u{2610}')),
            ("Wingdings 3", 0x70, Some('\u{25b2}')),
            ("Webdings", 0x61, Some('\u{2714}')),
            ("Symbol", 0xf061, Some('\u{3b1}')),
            ("Symbol", 0xb7, Some('\u{2022}')),
            ("Symbol", 0xae, Some('\u{2192}')),
            ("Symbol", 0x80, None),
            ("Symbol", 0x1f, None),
            ("Symbol", 0x1f3b5, None),
        ] {
            let font = F::named(name).unwrap();
            assert_eq!(font.sign(place), sign, "{name} {place:x}");
        }
        assert_eq!(F::named("Arial"), None);
        for table in [SYMBOL, WINGDINGS, WINGDINGS_2, WINGDINGS_3, WEBDINGS] {
            assert_eq!(table.chars().count(), 224);
        }
    }

    #[test]
    fn texts_in_fonts_of_signs() {
        for (text, font, plain) in [
            ("\u{fc} \u{fb}", Some(SymbolFont::Wingdings), "\u{2713} \u{2717}"),
            ("\u{fc} done", None, "\u{fc} done"),
            ("\u{f0b7} \u{f0fc}", None, "\u{2022} \u{2713}"),
            ("caf\u{e9} \u{2713}", None, "caf\u{e9} \u{2713}"),
            ("\u{2713}", Some(SymbolFont::Symbol), "\u{2713}"),
            ("", Some(SymbolFont::Symbol), ""),
        ] {
            assert_eq!(plain_signs(text, font), plain, "{text}");
        }
    }
}
