use expect_test::expect_file;

use crate::{
    emit::{Target, emit},
    graph::sample,
};

#[test]
fn golden() {
    for artifact in emit(&sample::two_regions(), Target::Cli) {
        expect_file![format!("golden/{}", artifact.path)].assert_eq(artifact.text());
    }
}
