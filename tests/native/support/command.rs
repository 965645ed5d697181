//! The command `newsleaf check` as a test runs it, and hosts that it can ask.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;

/// A feed without a fault.
pub const CLEAN: &str =
    r#"{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{"id": "1", "title": "A"}]}"#;

/// Seconds that a host of a test may be silent: enough on a machine that has much else to do.
pub const PATIENCE: &str = "120";

pub fn command(arguments: &[&str]) -> Command {
    command_of("check", arguments)
}

/// Runs the command in a folder.
pub fn newsleaf_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    command.current_dir(folder).args(arguments).output().expect("the command runs")
}

/// An empty folder of this name.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Another command of `newsleaf`.
pub fn command_of(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    command.arg(name).args(arguments).env_remove("NO_COLOR");
    // The test must reach its own server without a proxy of the machine.
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command
}

pub fn check(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the command runs")
}

pub fn check_input(input: &[u8], arguments: &[&str]) -> Output {
    let mut command = command(&["-"]);
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that has read enough stops listening.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the command ends")
}

pub fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

pub fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(output)))
}

/// A folder of its own for a test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("check_command-{name}"));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A host on this machine that gives these answers by their paths, and 404 for all others.
pub fn host(answers: Vec<(&'static str, Vec<u8>)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let answers = answers.clone();
            thread::spawn(move || serve(connection, &answers));
        }
    });
    format!("http://{address}")
}

fn serve(mut connection: TcpStream, answers: &[(&str, Vec<u8>)]) -> Option<()> {
    let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).for_each(drop);
    let path = request.split(' ').nth(1)?;
    match answers.iter().find(|(known, _)| *known == path) {
        Some((_, answer)) if answer.is_empty() => {
            // Silence, until the other side has had enough.
            let _ = connection.read(&mut [0]);
        }
        Some((_, answer)) => connection.write_all(answer).ok()?,
        None => connection.write_all(&answer("404 Not Found", "text/html", "<!doctype html>")).ok()?,
    }
    Some(())
}

pub fn answer(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        .into_bytes()
}

pub fn redirect(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}
