//! What is not taken: nothing is written, and the words stay.

use super::{DOCX, archive, fixture, note, owner, pdf, report, rows};
use crate::support::TestApp;

#[tokio::test]
async fn what_may_not_be_handed_in_is_refused_by_its_bytes_and_the_words_stay() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let executable = [b"MZ\x90\0".as_slice(), &[0; 200]].concat();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let mut cut = fixture("picture.png");
    cut.truncate(60);
    for (name, bytes, why) in [
        ("drawing.svg", svg.clone(), "不是能收的种类"),
        ("drawing.png", svg, "不是能收的种类"),
        (
            "page.html",
            b"<!doctype html><script>1</script>".to_vec(),
            "不是能收的种类",
        ),
        ("page.pdf", b"<html>%PDF-1.7".to_vec(), "不是能收的种类"),
        ("photo.jpg", executable, "不是能收的种类"),
        ("words.txt", "只有字".as_bytes().to_vec(), "不是能收的种类"),
        ("list.docx", archive(macros, "word/document.xml"), "宏"),
        ("list.docx", archive(DOCX, "word/vbaProject.bin"), "宏"),
        (
            "list.docx",
            archive(DOCX, "word/embeddings/oleObject1.bin"),
            "嵌有别的文件或对象",
        ),
        ("list.zip", archive("nothing", "a.txt"), "不是能收的种类"),
        ("cut.png", cut, "已损坏"),
        ("empty.pdf", Vec::new(), "空文件"),
    ] {
        let page = note(&official, &filed, "走访了三户", vec![(name, bytes.clone())])
            .await
            .expect(422);
        let said = page.texts("#note-files-e").concat();
        assert!(said.contains(why) && said.contains(name), "{name}: {said}");
        assert_eq!(page.texts("#words"), ["走访了三户"], "{name}");
        assert_eq!(
            page.texts("#done-files-e").concat(),
            "",
            "it was the note that was sent"
        );
        let page = report(&app, &official, &filed, vec![(name, bytes)])
            .await
            .expect(422);
        assert!(page.texts("#done-files-e").concat().contains(why), "{name}");
        assert_eq!(page.texts("#outcome"), ["件件办结"], "{name}");
    }
    // One that is fit, sent along with one that is not, is not kept either.
    let both = vec![("证明.pdf", pdf()), ("x.exe", b"MZ".to_vec())];
    let page = note(&official, &filed, "走访了三户", both).await.expect(422);
    assert!(page.texts("#note-files-e").concat().contains("请重新选一次"));
    assert!(rows(&app).await.is_empty());
    assert!(
        !filed
            .acts(&app)
            .await
            .iter()
            .any(|act| act.starts_with("rectification."))
    );
}

#[tokio::test]
async fn documents_without_macros_are_taken() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let with = vec![
        ("清单.docx", archive(DOCX, "word/document.xml")),
        ("台账.xlsx", archive(xlsx, "xl/workbook.xml")),
        ("证明.PDF", pdf()),
    ];
    note(&official, &filed, "走访", with).await.redirected();
    let names: Vec<String> = rows(&app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(names, ["清单.docx", "台账.xlsx", "证明.pdf"]);
}

#[tokio::test]
async fn too_much_is_refused_and_the_words_stay() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let large = |bytes: usize| {
        let mut large = pdf();
        large.resize(bytes, b' ');
        large
    };
    for bytes in [(20 << 20) + 1, 80 << 20] {
        let page = note(&official, &filed, "走访", vec![("大.pdf", large(bytes))])
            .await
            .expect(422);
        assert!(page.texts("#note-files-e").concat().contains("超过 20 MB"));
        assert_eq!(page.texts("#words"), ["走访"]);
    }
    let four = (0..4).map(|_| ("小.pdf", pdf())).collect();
    let page = note(&official, &filed, "走访", four).await.expect(422);
    assert!(page.texts("#note-files-e").concat().contains("一次最多选 3 个"));
    assert!(rows(&app).await.is_empty());
    // To the byte.
    note(&official, &filed, "走访", vec![("满.pdf", large(20 << 20))])
        .await
        .redirected();
    assert_eq!(rows(&app).await.len(), 1);
}

#[tokio::test]
async fn a_round_keeps_so_many_and_nothing_is_half_written() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let three = || (0..3).map(|_| ("小.pdf", pdf())).collect::<Vec<_>>();
    for _ in 0..10 {
        note(&official, &filed, "走访", three()).await.redirected();
    }
    let page = note(&official, &filed, "第十一次", vec![("小.pdf", pdf())])
        .await
        .expect(422);
    assert!(page.texts("#note-files-e").concat().contains("最多留 30 个"));
    assert_eq!(page.texts("#words"), ["第十一次"]);
    assert!(
        !page.texts(".zg-story").concat().contains("第十一次"),
        "the note was not taken either"
    );
    assert_eq!(rows(&app).await.len(), 30);
}

#[tokio::test]
async fn words_of_a_form_with_files_outlive_the_session() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    sqlx::query("delete from sessions")
        .execute(app.loader())
        .await
        .expect("ended");
    let page = note(
        &official,
        &filed,
        "走访了三户，都签收了",
        vec![("证明.pdf", pdf())],
    )
    .await;
    assert!(
        page.text().contains("走访了三户，都签收了"),
        "{} {}",
        page.status,
        page.text()
    );
    assert!(rows(&app).await.is_empty());
}
