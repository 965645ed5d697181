//! Questions on a terminal, each with an answer that an empty line stands for.

use std::io::{self, BufRead, Write};

/// Asks until an answer can be read. What ends the input, ends the questions: the rest has its answer by default.
pub fn ask<T>(
    input: &mut impl BufRead,
    output: &mut impl Write,
    question: &str,
    default: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> io::Result<Option<T>> {
    loop {
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        write!(output, "{question}{shown}: ")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            return Ok(None);
        }
        let answer = line.trim();
        if answer.is_empty() {
            return Ok(None);
        }
        match read(answer) {
            Ok(answer) => return Ok(Some(answer)),
            Err(why) => writeln!(output, "{why}")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(input: &str) -> (Option<u8>, String) {
        let mut output = Vec::new();
        let read = |text: &str| text.parse::<u8>().map_err(|_| "It is no number.".to_owned());
        let answer = ask(&mut input.as_bytes(), &mut output, "How many", "3", read).expect("a pipe");
        (answer, String::from_utf8(output).expect("text"))
    }

    #[test]
    fn a_question_is_asked_again_until_its_answer_can_be_read() {
        assert_eq!(asked("many\n 7 \n"), (Some(7), "How many [3]: It is no number.\nHow many [3]: ".to_owned()));
    }

    #[test]
    fn an_empty_line_and_the_end_of_the_input_are_the_default() {
        assert_eq!(asked("\n").0, None);
        assert_eq!(asked("many").0, None);
        assert_eq!(asked("").0, None);
    }
}
