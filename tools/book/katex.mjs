// Reads one formula a line as JSON {tex, display}; answers with one line: {html} or {error}.
import { createInterface } from "node:readline";
import katex from "katex";

const macros = JSON.parse(process.argv[2]);
console.warn = (message) => {
  throw new Error(message); // a character without metrics is only warned of
};

const trust = ({ command }) => {
  if (command === "\\htmlClass") return true;
  throw new Error(`${command} is not trusted`); // else KaTeX shows the command in red
};

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      output: "htmlAndMathml",
      throwOnError: true,
      strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
      trust,
      macros: { ...macros },
    });
    answer = { html };
  } catch (error) {
    answer = { error: error.rawMessage ?? error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
