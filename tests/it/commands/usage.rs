//! Help, wrong usage, refusals, and where an option may come from.

use std::ffi::OsString;

use clap::CommandFactory as _;
use zhenggai::cli::Cli;

use super::program::{Place, Program};
use crate::support::TestApp;

/// Every command with its words: `["tenant", "create"]`.
fn commands(command: &clap::Command, words: &[String], all: &mut Vec<(Vec<String>, clap::Command)>) {
    for inner in command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
    {
        let mut deeper = words.to_vec();
        deeper.push(inner.get_name().to_owned());
        all.push((deeper.clone(), inner.clone()));
        commands(inner, &deeper, all);
    }
}

#[tokio::test]
async fn help_of_each_command_names_every_option_and_its_variable() {
    let mut cli = Cli::command();
    cli.build();
    let mut all = vec![(Vec::new(), cli.clone())];
    commands(&cli, &[], &mut all);
    assert!(all.len() > 10);
    for (words, command) in all {
        let mut line = words.clone();
        line.push("--help".to_owned());
        let said = Program::new(&line).run().await;
        assert_eq!(said.status, 0, "{line:?}");
        for argument in command
            .get_arguments()
            .filter(|a| !matches!(a.get_id().as_str(), "help" | "version"))
        {
            let about = format!("{} of {words:?}", argument.get_id());
            assert!(argument.get_help().is_some(), "{about} explains nothing");
            let Some(long) = argument.get_long() else {
                assert!(argument.is_positional(), "{about}");
                continue;
            };
            let variable = argument
                .get_env()
                .unwrap_or_else(|| panic!("{about} has no variable"));
            assert!(said.out.contains(&format!("--{long}")), "{about}: {}", said.out);
            assert!(
                said.out.contains(variable.to_str().expect("text")),
                "{about}: {}",
                said.out
            );
        }
        assert!(!said.out.contains("TODO") && said.out.lines().all(|line| line.chars().count() <= 120));
    }
    let help = Program::new(&["--help"]).run().await.out;
    assert!(help.contains("Exit status: 0 done, 1 refused") && help.contains("zhenggai demo"));
}

#[tokio::test]
async fn wrong_usage_is_2_and_says_what_is_wrong() {
    for (line, word) in [
        ("", "Usage"),
        ("nothing", "unrecognized"),
        ("figures", "--tenant"),
        ("figures --tenant t --as-of yesterday", "--as-of"),
        ("figures --tenant t --format xml", "--format"),
        ("import --tenant t --kind opinions x.xlsx", "--kind"),
        ("import --tenant t --kind roster", "FILE"),
        ("tenant create --slug s", "--name"),
        ("account create --tenant t", "--staff"),
        ("demo --port 99999", "--port"),
        (
            "figures --tenant t --dir /nowhere --database-url postgres://x",
            "not both",
        ),
    ] {
        let said = Program::new(&line.split_whitespace().collect::<Vec<_>>())
            .run()
            .await;
        assert_eq!(said.status, 2, "{line}: {said:?}");
        assert!(said.err.contains(word) && said.out.is_empty(), "{line}: {said:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_1_with_its_reason_also_as_json_and_never_with_a_password() {
    let none = Program::new(&["figures", "--tenant", "t"]).run().await;
    assert!(none.refusal().contains("no database"), "{none:?}");
    let secret = "postgres://zhenggai_app:geheim@127.0.0.1:1/zhenggai";
    for format in ["text", "json"] {
        let line = ["figures", "--tenant", "t", "--format", format];
        let away = Program::new(&line).env("DATABASE_URL", secret).run().await;
        assert!(!away.refusal().is_empty());
        assert!(
            !away.out.contains("geheim") && !away.err.contains("geheim"),
            "{away:?}"
        );
        let wrong = Program::new(&line)
            .env("DATABASE_URL", "mysql:geheim")
            .run()
            .await;
        assert!(wrong.refusal().contains("not a PostgreSQL address"), "{wrong:?}");
        assert!(
            !wrong.out.contains("geheim") && !wrong.err.contains("geheim"),
            "{wrong:?}"
        );
    }
    let app = TestApp::small().await;
    let unknown = Program::on(&app, &["figures", "--tenant", "gamma", "--format", "json"])
        .run()
        .await;
    assert!(unknown.refusal().contains("gamma"), "{unknown:?}");
}

#[tokio::test]
async fn options_may_all_come_from_the_environment() {
    let app = TestApp::small().await;
    let typed = [
        "figures",
        "--tenant",
        "alpha",
        "--format",
        "json",
        "--as-of",
        "2018-09-01",
    ];
    let by_line = Program::on(&app, &typed).run().await.json();
    let by_environment = Program::on(&app, &["figures"])
        .env("ZHENGGAI_TENANT", "alpha")
        .env("ZHENGGAI_FORMAT", "json")
        .env("ZHENGGAI_AS_OF", "2018-09-01");
    assert_eq!(by_environment.run().await.json(), by_line);
    // What is typed goes before what was set for all commands.
    let over = Program::on(&app, &["figures", "--tenant", "alpha", "--format", "json"])
        .env("ZHENGGAI_TENANT", "gamma")
        .env("ZHENGGAI_AS_OF", "2018-09-01");
    assert_eq!(over.run().await.json(), by_line);
}

#[tokio::test]
async fn a_flag_may_be_set_as_others_set_theirs() {
    let line = [
        "import", "--tenant", "alpha", "--kind", "roster", "--format", "json",
    ];
    let file = super::program::fixture("figures.json");
    for value in ["1", "yes", "true", "0", "no", ""] {
        // Read before the workbook is: what the flag says is not wrong usage.
        let said = Program::new(&[&line[..], &[&file]].concat()).env("ZHENGGAI_DRY_RUN", value);
        assert!(said.run().await.refusal().contains("no database"), "{value}");
    }
}

fn read(line: &[&str]) -> Result<Cli, clap::Error> {
    Cli::read(line.iter().map(OsString::from))
}

#[tokio::test]
async fn a_typed_place_goes_before_one_of_the_environment() {
    assert!(read(&["zhenggai", "figures", "--tenant", "t", "--dir", "/d"]).is_ok());
    let app = TestApp::small().await;
    let url = app.database_url(zhenggai::platform::postgres::Role::App);
    let line = ["figures", "--tenant", "alpha", "--database-url", &url];
    let place = Place::new();
    let said = Program::new(&line).env("ZHENGGAI_DIR", place.path()).run().await;
    assert_eq!(said.status, 0, "{said:?}");
    assert!(!place.dir.exists(), "nothing was made where nobody asked for it");
    let both = Program::on(&app, &["figures", "--tenant", "alpha"]).env("ZHENGGAI_DIR", place.path());
    assert_eq!(both.run().await.status, 2, "the environment says two places");
}
