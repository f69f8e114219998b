//! Lots: as many as the hub allows. And the schools that apply together: as many as it wants, each with its teacher.

use crate::call::{Cluster, Section};
use crate::draft::{
    CLUSTER_EMAIL, CLUSTER_ROLE, CLUSTER_SCHOOL, CLUSTER_TEACHER, Field, SchoolField, cell, counted, filled_rows,
    is_email,
};
use crate::readiness::{Case, Finding, Verdict, Weight};

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let Some(lots) = &case.call.lots else { return };
    let name = lots.name.trim().trim_end_matches(':');
    let about = || Finding::about("lots", Section::School, name).quoting(lots.statements.first());
    let listed = case.draft.list(&Field::LotsChosen);
    let is_chosen = |id: &str| listed.iter().any(|own| own.trim() == id);
    let chosen = case.call.lot_choices().filter(|lot| is_chosen(lot.id.as_str())).count();
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let fewest = count(lots.minimum);
    let is_exact = lots.maximum == Some(lots.minimum);
    let (least, most_words) = if is_exact { ("", "") } else { ("at least ", "no more than ") };
    let verdict = match (chosen, lots.maximum.map(count)) {
        (0, _) if fewest > 0 => Verdict::unanswered(format!("Choose {least}{fewest}."), vec![Field::LotsChosen]),
        (0, _) => Verdict::unanswered("You can leave this blank.", vec![Field::LotsChosen]),
        (_, _) if chosen < fewest => Verdict::not_met(format!("You chose {chosen}. Choose {least}{fewest}.")),
        (_, Some(most)) if chosen > most => Verdict::not_met(format!("You chose {chosen}. Choose {most_words}{most}.")),
        _ => Verdict::Met,
    };
    let weight = if chosen == 0 && fewest == 0 { Weight::Unneeded } else { Weight::Blocks };
    out.push(about().is(verdict).weighs(weight).at(Field::LotsChosen));
    if listed.iter().any(|id| !id.trim().is_empty() && !case.call.lot_choices().any(|lot| lot.id.as_str() == id.trim()))
    {
        let why = "Choices that are not offered in this round do not count.";
        out.push(about().is(Verdict::not_met(why)).weighs(Weight::Notice).at(Field::LotsChosen));
    }
}

pub(super) fn check_cluster(case: &Case, out: &mut Vec<Finding>) {
    let Some(cluster) = &case.call.cluster else { return };
    let name = cluster.name.trim().trim_end_matches(':');
    let finding = Finding::about("cluster", Section::School, name).quoting(cluster.statements.first());
    let rows: Vec<&String> = filled_rows(case.draft.list(&Field::Cluster)).collect();
    let weight = if cluster.minimum == 0 && rows.is_empty() { Weight::Unneeded } else { Weight::Blocks };
    let verdict = case.condition_verdict(&cluster.when).unwrap_or_else(|| judge_cluster(case, cluster, &rows));
    out.push(finding.is(verdict).weighs(weight).at(Field::Cluster));
}

/// Each school is whole, and there are as many as the hub wants.
fn judge_cluster(case: &Case, cluster: &Cluster, rows: &[&String]) -> Verdict {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let fewest = count(cluster.minimum);
    if rows.is_empty() {
        let why = match fewest {
            0 => "You can name schools that will work with you.".to_owned(),
            fewest => format!("Name {} that will work with you, and a teacher at each.", at_least(fewest)),
        };
        return Verdict::unanswered(why, vec![Field::Cluster]);
    }
    for row in rows {
        let school = cell(row, CLUSTER_SCHOOL);
        if school.is_empty() {
            return Verdict::not_met("Name each school.");
        }
        let lacks = |at| cell(row, at).is_empty();
        let missing = [
            (lacks(CLUSTER_TEACHER), "a teacher\u{2019}s name"),
            (cluster.role && lacks(CLUSTER_ROLE), "the teacher\u{2019}s role"),
            (cluster.email && !is_email(cell(row, CLUSTER_EMAIL)), "an email address"),
        ];
        if let Some((_, what)) = missing.into_iter().find(|(lacks, _)| *lacks) {
            return Verdict::not_met(format!("Enter {what} for {school}."));
        }
    }
    let names: Vec<String> = rows.iter().map(|row| cell(row, CLUSTER_SCHOOL).to_lowercase()).collect();
    if let Some((at, _)) =
        names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|other| other == *name))
    {
        let school = rows.get(at).map(|row| cell(row, CLUSTER_SCHOOL)).unwrap_or_default();
        return Verdict::not_met(format!("You named {school} twice."));
    }
    if names.contains(&case.draft.text(&Field::School(SchoolField::Name)).trim().to_lowercase()) {
        return Verdict::not_met(format!("Do not name your own {}.", case.noun()));
    }
    let count_named = rows.len();
    match cluster.maximum.map(count) {
        _ if count_named < fewest => Verdict::not_met(format!(
            "You named {}. {} for at least {fewest}.",
            counted(count_named, "school"),
            case.voice().opening("asks")
        )),
        Some(most) if count_named > most => Verdict::not_met(format!(
            "You named {}. {} for no more than {most}.",
            counted(count_named, "school"),
            case.voice().opening("asks")
        )),
        _ => Verdict::Met,
    }
}

fn at_least(fewest: usize) -> String {
    format!("at least {}", counted(fewest, "school"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, lines, says, table, why};
    use super::*;

    fn lots(minimum: u32, maximum: Option<u32>) -> crate::call::Call {
        call(json!({
            "lots": {"name": "Strands:", "statements": [says("Choose.")], "minimum": minimum, "maximum": maximum, "choices": [
                {"id": "singing", "name": "Singing"}, {"id": "bands", "name": "Bands"}, {"id": "tech", "name": "Technology"}
            ]},
            "letters": [
                {"id": "song", "name": "Song plan", "kind": "answers", "strength": "must", "statements": [],
                 "when": [{"lot": ["singing"]}], "prompts": []},
                {"id": "band", "name": "Band plan", "kind": "answers", "strength": "must", "statements": [],
                 "when": [{"lot": ["bands", "tech"]}], "prompts": []}
            ]
        }))
    }

    fn chosen(ids: &[&str]) -> Json {
        json!({"lots/chosen": ids})
    }

    #[test]
    fn as_many_lots_as_the_hub_allows() {
        let none: &[&str] = &["Strands: unknown, blocks, lots/chosen"];
        let no: &[&str] = &["Strands: not met, blocks, lots/chosen"];
        let met: &[&str] = &["Strands: met"];
        table(
            check,
            &lots(1, Some(2)),
            &[
                (json!({}), none),
                (chosen(&["singing"]), met),
                (chosen(&["singing", "tech"]), met),
                (chosen(&["singing", "bands", "tech"]), no),
                (chosen(&["gone"]), &[none[0], "Strands: not met, notice, lots/chosen"]),
            ],
        );
        table(check, &lots(2, None), &[(chosen(&["singing"]), no), (chosen(&["singing", "bands", "tech"]), met)]);
        table(
            check,
            &lots(0, None),
            &[(json!({}), &["Strands: unknown, unneeded, lots/chosen"]), (chosen(&["tech"]), met)],
        );
        table(check, &call(json!({})), &[(json!({}), &[])]);
    }

    #[test]
    fn what_is_asked_depends_on_the_lots() {
        let not_asked = |plan: &str| format!("{plan}: not asked");
        let asked = |plan: &str, id: &str| format!("{plan}: unknown, blocks, letters/{id}/text");
        let unknown = |plan: &str| format!("{plan}: unknown, blocks, lots/chosen");
        for (minimum, answers, expected) in [
            (1, json!({}), [unknown("Song plan"), unknown("Band plan")]),
            (0, json!({}), [not_asked("Song plan"), not_asked("Band plan")]),
            (1, chosen(&["singing"]), [asked("Song plan", "song"), not_asked("Band plan")]),
            (1, chosen(&["tech"]), [not_asked("Song plan"), asked("Band plan", "band")]),
            (1, chosen(&["tech", "singing"]), [asked("Song plan", "song"), asked("Band plan", "band")]),
        ] {
            let call = lots(minimum, None);
            assert_eq!(lines(super::super::letter::check, &call, &answers), expected, "{minimum} {answers}");
        }
        let found = find(super::super::letter::check, &lots(1, None), &chosen(&["singing"]));
        assert_eq!(why(&found[1]), "Only if you apply for Bands or Technology.");
    }

    #[test]
    fn schools_that_apply_together() {
        let with = |more: Json| {
            let mut cluster = json!({"name": "Partner schools", "minimum": 2, "maximum": 3});
            for (key, value) in more.as_object().unwrap() {
                cluster[key] = value.clone();
            }
            call(json!({"cluster": cluster}))
        };
        let rows = |rows: &[&str]| json!({"cluster/schools": rows});
        for (more, answers, says) in [
            (json!({}), json!({}), "Name at least 2 schools that will work with you, and a teacher at each."),
            (json!({}), rows(&["", "\t"]), "Name at least 2 schools that will work with you, and a teacher at each."),
            (json!({}), rows(&["Fen End\tJo"]), "You named 1 school. The hub asks for at least 2."),
            (json!({}), rows(&["Fen End\tJo", "Mill"]), "Enter a teacher\u{2019}s name for Mill."),
            (json!({}), rows(&["\tJo"]), "Name each school."),
            (json!({}), rows(&["Fen End\tJo", "", "Mill\tAl"]), ""),
            (json!({}), rows(&["Mill\tJo", "mill\tAl"]), "You named mill twice."),
            (
                json!({}),
                json!({"cluster/schools": ["Fen End\tJo", "Mill\tAl"], "school/name": "Fen end"}),
                "Do not name your own school or organisation.",
            ),
            (
                json!({}),
                rows(&["A\tJo", "B\tAl", "C\tMo", "D\tEd"]),
                "You named 4 schools. The hub asks for no more than 3.",
            ),
            (json!({"role": true}), rows(&["A\tJo\tHead", "B\tAl"]), "Enter the teacher\u{2019}s role for B."),
            (json!({"email": true}), rows(&["A\tJo\t\tjo@a.example", "B\tAl\t\tb"]), "Enter an email address for B."),
            (json!({"email": true}), rows(&["A\tJo\t\tjo@a.example", "B\tAl\t\tal@b.example"]), ""),
            (json!({"minimum": 0}), json!({}), "You can name schools that will work with you."),
        ] {
            let found = find(check_cluster, &with(more.clone()), &answers);
            assert_eq!((found.len(), why(&found[0])), (1, says), "{more} {answers}");
            let is_needed = more["minimum"] != json!(0);
            assert_eq!(found[0].blocks(), is_needed && !says.is_empty(), "{more} {answers}");
        }
        let trusts = with(json!({"when": [{"trust": true}]}));
        table(
            check_cluster,
            &trusts,
            &[
                (json!({}), &["Partner schools: unknown, blocks, school/group"]),
                (json!({"school/group": "neither"}), &["Partner schools: not asked"]),
            ],
        );
    }
}
