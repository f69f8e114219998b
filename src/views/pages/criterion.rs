//! One criterion: the hub's words, and each point with rating, evidence, links and next step.

use crate::call::{Criterion, CriterionId, Point, PointRule, Section, Standing, Strength};
use crate::draft::{Field, PointField, SchoolField};
use crate::views::Work;
use crate::views::html::{Part, all, el, link, show_while, styled};
use crate::views::parts::{
    Choice, Kind, aside_note, beside, choose_one, choose_some, files, help, links, marked, odd, outward, para, safe,
    section_end, section_start, typed, unless_aside, words,
};

/// The page of a criterion.
pub(in crate::views) fn criterion(work: &Work, id: &CriterionId) -> Part {
    let section = Section::Criterion(id.clone());
    let Some(criterion) = work.call.criterion(id) else { return Part::NONE };
    let ours = (!criterion.named_by_hub)
        .then(|| para("hint", "Upbeat grouped these criteria. The words are the hub\u{2019}s."));
    all([
        section_start(work, &section),
        ours.into(),
        words(&work.call, &criterion.statements),
        odd(&work.call, &criterion.oddities),
        elsewhere(criterion),
        criterion.points.iter().map(|point| point_section(work, criterion, point)).collect(),
        section_end(work, &section),
    ])
}

fn elsewhere(criterion: &Criterion) -> Part {
    let Some(elsewhere) = &criterion.elsewhere else { return Part::NONE };
    let note = para("oddity", "The hub sets this out in another document: ");
    let named = match elsewhere.url.as_deref().filter(|url| safe(url)) {
        Some(url) => note.add(outward(url, &elsewhere.name)),
        None => note.text(&elsewhere.name),
    };
    named.text(". Read it before you answer.").into()
}

fn point_section(work: &Work, criterion: &Criterion, point: &Point) -> Part {
    let note = aside_note(work, &point.when, |aside| {
        Some(if aside.unclear {
            para("oddity", &aside.because).text(" Ask the hub.")
        } else {
            para("notice", "This does not apply to your school. ").text(&aside.because)
        })
    });
    let body = {
        let at = criterion.id.clone();
        let number = criterion.points.iter().position(|p| p.id == point.id).unwrap_or_default();
        move |work: &Work| {
            let Some(criterion) = work.call.criterion(&at) else { return Part::NONE };
            criterion.points.get(number).map(|point| answers(work, criterion, point)).into()
        }
    };
    styled("section", "point")
        .add(el("h2").text(&point.label))
        .add(marked(&work.call, &criterion.statements, &point.quote))
        .add(para("caption", strength(point.strength)))
        .add(odd(&work.call, &point.oddities))
        .add(note)
        .add(unless_aside(work, &point.when, body))
        .into()
}

/// How strongly the hub asks, in words.
fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "The hub says \u{201c}must\u{201d} or \u{201c}needs to\u{201d}.",
        Strength::Should => "The hub says you should have this.",
        Strength::May => "Optional: the hub says \u{201c}may\u{201d} or \u{201c}could\u{201d}.",
        Strength::Considered => "The hub will take this into account.",
    }
}

fn answers(work: &Work, criterion: &Criterion, point: &Point) -> Part {
    let field = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let branches = (!point.branches.is_empty()).then(|| {
        let mut branches = Vec::new();
        for branch in &point.branches {
            branches.push(Choice::new(branch.id.as_str(), &format!("\u{201c}{}\u{201d}", branch.quote)));
        }
        choose_some(
            work,
            &field(PointField::Branches),
            "Which of these applies to your school?",
            "You only need one. Tick all that apply.",
            &branches,
            None,
        )
    });
    let evidence = typed(
        work,
        field(PointField::Evidence),
        Kind::Text,
        "Your evidence",
        "What you do, who for, since when, and what has changed.",
    );
    styled("div", "beside")
        .add((!point.help.is_empty()).then(|| beside("Ideas for evidence", help(&point.help))))
        .add(
            styled("div", "beside-main")
                .add(branches)
                .add(rating(work, &field(PointField::Rating), point))
                .add(evidence)
                .add(links(work, &field(PointField::Links), "Add a link"))
                .add(files(work, &field(PointField::Files), "Files", FILES_HINT))
                .add(next_step(work, criterion, point)),
        )
        .into()
}

const FILES_HINT: &str = "Such as programmes, plans, photos or recordings.";

fn rating(work: &Work, field: &Field, point: &Point) -> Part {
    if matches!(point.rule, Some(PointRule::OfstedOverall { .. })) {
        let to = work.to_field(&Field::School(SchoolField::OfstedReport));
        return el("p")
            .text("Upbeat checks this from ")
            .add(link(&to, "Your school"))
            .text(". You do not need to rate it.")
            .into();
    }
    let scale = &work.call.scale;
    let mut steps = Vec::new();
    for step in &scale.steps {
        let hint = step.hint.clone().unwrap_or_default();
        steps.push(Choice { value: step.id.to_string(), label: step.label.clone(), hint });
    }
    let hint =
        if scale.by_hub { "This is the hub\u{2019}s own scale." } else { "Your own view. The hub does not score it." };
    choose_one(work, field, "How far along is your school?", hint, &steps)
}

/// Where the school is not there yet: what is done next, by whom, by when.
fn next_step(work: &Work, criterion: &Criterion, point: &Point) -> Part {
    let (c, p) = (criterion.id.clone(), point.id.clone());
    let at = move |leaf| Field::Point(c.clone(), p.clone(), leaf);
    let (rating, step) = (at(PointField::Rating), at(PointField::NextStep));
    let (own, work) = (work.clone(), work.clone());
    let shown = move || {
        let standing = own.call.rating(&own.text(&rating)).map(|r| r.means);
        matches!(standing, Some(Standing::Partly | Standing::NotYet)) || own.answered(&step)
    };
    show_while(shown, move || {
        let fields = styled("div", "fields")
            .add(typed(&work, at(PointField::NextWho), Kind::Line, "Who will do it?", ""))
            .add(typed(&work, at(PointField::NextWhen), Kind::Line, "By when?", "A day, a month or a term"));
        styled("fieldset", "group")
            .add(styled("legend", "legend").text("Next step"))
            .add(typed(&work, at(PointField::NextStep), Kind::Text, "What will you do next?", ""))
            .add(fields)
            .into()
    })
}
