//! The structure tree for screen readers (headings, paragraphs, lists, quotations), and the bookmarks.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{ListNumbering, Node, Tag, TagGroup, TagTree};

use super::draw::{DrawnBlock, DrawnText};
use crate::documents::paper::{Flow, Kind, Piece};

/// Builds both from what was drawn. A document without headings has one bookmark, its title.
pub(super) fn build(flow: &Flow, title: &str, ink: Vec<DrawnBlock>) -> (TagTree, Outline) {
    let mut levels = Levels::new(flow);
    let mut nodes: Vec<Node> = Vec::new();
    let mut bookmarks: Vec<Bookmark> = Vec::new();
    let mut open: Option<Group> = None;
    for (block, ink) in flow.blocks.iter().zip(ink) {
        let start = ink.start;
        let (label, content) = (children_of_label(&ink), content(ink.text));
        if content.is_empty() && label.is_empty() {
            continue;
        }
        // A block goes on with the group before it, or ends it.
        if open.as_ref().is_some_and(|group| !group.takes(block)) {
            nodes.extend(open.take().map(Group::close));
        }
        match block.kind {
            // A heading must have a title (PDF/UA-1, 7.4). One of spaces alone is no heading.
            Kind::Title | Kind::Heading(_) if words(block).is_empty() => {
                nodes.push(TagGroup::with_children(Tag::P, content).into());
            }
            Kind::Title | Kind::Heading(_) => {
                let level = levels.next(block.kind);
                let words = words(block);
                nodes.push(TagGroup::with_children(Tag::Hn(level, Some(words.clone())), content).into());
                bookmarks.extend(start.map(|(page, at)| Bookmark { level: level.get(), words, page, at }));
            }
            Kind::Text | Kind::Label | Kind::Small => nodes.push(TagGroup::with_children(Tag::P, content).into()),
            Kind::Line | Kind::Bullet | Kind::Numbered(_) | Kind::Quote => {
                open.get_or_insert_with(|| Group::new(block.kind)).push(block.kind, label, content);
            }
        }
    }
    nodes.extend(open.map(Group::close));
    let mut tree = TagTree::from(nodes);
    tree.lang = Some("en-GB".to_owned());
    (tree, outline(title, bookmarks))
}

/// The words of a block on one line.
fn words(block: &Piece) -> String {
    let text: String = block.spans.iter().map(|s| s.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn children_of_label(ink: &DrawnBlock) -> Vec<Node> {
    ink.label.iter().map(|id| Node::from(*id)).collect()
}

fn content(text: Vec<DrawnText>) -> Vec<Node> {
    let node = |ink| match ink {
        DrawnText::Plain(id) => Node::from(id),
        DrawnText::Link(ids, annotation) => {
            let mut children: Vec<Node> = ids.into_iter().map(Node::from).collect();
            // Where the address leads nowhere there is nothing to press, and no link.
            let tag = if annotation.is_some() { Tag::Link.into() } else { krilla::tagging::TagKind::from(Tag::Span) };
            children.extend(annotation.map(Node::from));
            TagGroup::with_children(tag, children).into()
        }
    };
    text.into_iter().map(node).collect()
}

/// Blocks that belong together.
struct Group {
    kind: Kind,
    tag: TagGroup,
}

impl Group {
    fn new(kind: Kind) -> Self {
        let tag = match kind {
            Kind::Bullet => TagGroup::new(Tag::L(ListNumbering::Disc)),
            Kind::Numbered(_) => TagGroup::new(Tag::L(ListNumbering::Decimal)),
            Kind::Quote => TagGroup::new(Tag::BlockQuote),
            _ => TagGroup::new(Tag::P),
        };
        Self { kind, tag }
    }

    /// Whether the block goes on with it. A number that does not follow begins another list.
    fn takes(&self, block: &Piece) -> bool {
        match (self.kind, block.kind) {
            (Kind::Numbered(last), Kind::Numbered(next)) => last.checked_add(1) == Some(next),
            (own, other) => own == other,
        }
    }

    fn push(&mut self, kind: Kind, label: Vec<Node>, content: Vec<Node>) {
        match kind {
            Kind::Bullet | Kind::Numbered(_) => {
                let mut item = TagGroup::new(Tag::LI);
                if !label.is_empty() {
                    item.push(TagGroup::with_children(Tag::Lbl, label));
                }
                item.push(TagGroup::with_children(Tag::LBody, content));
                self.tag.push(item);
            }
            Kind::Quote => self.tag.push(TagGroup::with_children(Tag::P, content)),
            _ => self.tag.children.extend(content),
        }
        self.kind = kind;
    }

    fn close(self) -> Node {
        self.tag.into()
    }
}

/// Levels of headings: H1 first, and none skipped on the way down (ISO 14289-1, 7.4.2).
struct Levels {
    last: u16,
    /// A title stands above all other headings.
    titled: bool,
}

impl Levels {
    fn new(flow: &Flow) -> Self {
        Self { last: 0, titled: flow.blocks.iter().any(|b| b.kind == Kind::Title && !words(b).is_empty()) }
    }

    fn next(&mut self, kind: Kind) -> NonZeroU16 {
        let wanted = match kind {
            Kind::Heading(level) => u16::from(level.max(1)) + u16::from(self.titled),
            _ => 1,
        };
        self.last = wanted.min(self.last + 1);
        NonZeroU16::new(self.last).unwrap_or(NonZeroU16::MIN)
    }
}

/// A heading to jump to.
struct Bookmark {
    level: u16,
    words: String,
    page: usize,
    at: Point,
}

fn outline(title: &str, bookmarks: Vec<Bookmark>) -> Outline {
    let mut outline = Outline::new();
    let mut bookmarks = bookmarks;
    if bookmarks.is_empty() {
        bookmarks.push(Bookmark { level: 1, words: title.to_owned(), page: 0, at: Point::from_xy(0.0, 0.0) });
    }
    // Nodes that are still open, outermost first.
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    for mark in bookmarks {
        while open.last().is_some_and(|(level, _)| *level >= mark.level) {
            shut(&mut open, &mut outline);
        }
        let node = OutlineNode::new(mark.words, XyzDestination::new(mark.page, mark.at));
        open.push((mark.level, node.with_open(mark.level == 1)));
    }
    while !open.is_empty() {
        shut(&mut open, &mut outline);
    }
    outline
}

/// Hangs the innermost open node under the one above it.
fn shut(open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline) {
    let Some((_, node)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.push_child(node),
        None => outline.push_child(node),
    }
}
