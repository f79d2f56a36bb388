//! One test for each example of each embedded rule.

use std::sync::Arc;

use gainsay::examples::{Verdict, cases};
use gainsay::rules::Rules;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let rules = match Rules::embedded() {
        Ok(rules) => Arc::new(rules),
        Err(errors) => {
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("{}", told.join("\n"));
        }
    };
    let trials = (0..cases(&rules).len()).map(|at| {
        let shared = Arc::clone(&rules);
        Trial::test(cases(&rules)[at].name(), move || run(&shared, at))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn run(rules: &Rules, at: usize) -> Result<(), Failed> {
    let case = cases(rules)[at];
    match case.run(rules) {
        Verdict::Holds | Verdict::Gap(_) => Ok(()),
        Verdict::Closed => {
            Err(format!("{}:{}: the gap is closed: drop `gap`", case.file.file, case.line()).into())
        }
        Verdict::Fails(why) => Err(format!("{}:{}: {why}", case.file.file, case.line()).into()),
    }
}
