/** How the page looks: on a phone, on a desk, by day and by night. It asks nothing of anybody else. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0a58ca;
  --red: #a40e26; --red-page: #fff0ee; --green: #0f5323; --green-page: #e7f8ec; --yellow: #6b4700; --yellow-page: #fff6dc;
  --dot-red: #cf222e; --dot-yellow: #bf8700; --dot-green: #1a7f37; --dot-none: #8c959f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --quiet: #9ea7b3; --link: #79b8ff;
    --red: #ffa198; --red-page: #2f1619; --green: #7ee2a0; --green-page: #10281a; --yellow: #f2cc60; --yellow-page: #2c230d;
    --dot-red: #f85149; --dot-yellow: #d29922; --dot-green: #3fb950; --dot-none: #6e7681;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 62rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { font-size: .92em; }
a { color: var(--link); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.75rem 0 .6rem; font-size: 1rem; }
h3 small { font-weight: 400; color: var(--quiet); font-size: .9em; }
p, ul { margin: 0; }
ul { padding: 0; list-style: none; }
.about { color: var(--quiet); margin-top: .15rem; }
.dot { display: inline-block; width: .7em; height: .7em; margin-right: .5em; border-radius: 50%; background: var(--dot-none); vertical-align: .02em; }
.failed > .dot, .destructive > .dot { background: var(--dot-red); }
.changes > .dot { background: var(--dot-yellow); }
.creates > .dot { background: var(--dot-green); }
.stacks { margin-top: 1.25rem; border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; }
.stacks li + li { border-top: 1px solid var(--line); }
.stacks li > * { display: grid; grid-template-columns: minmax(7rem, 28%) 1fr; gap: .1rem .9rem; padding: .6rem .9rem; color: inherit; text-decoration: none; }
.stacks a:hover { background: var(--card); }
.stacks a .label { text-decoration: underline; text-decoration-color: var(--dot-none); text-underline-offset: .2em; }
section { margin-top: 2.25rem; }
section > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .8rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.state { color: var(--quiet); }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .8rem; }
.chips li { padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card); font-size: .88rem; }
.chips .bad { border-color: transparent; background: var(--red-page); color: var(--red); }
.chips .mind { border-color: transparent; background: var(--yellow-page); color: var(--yellow); }
.chips .good { border-color: transparent; background: var(--green-page); color: var(--green); }
.card { margin-top: .6rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--page); overflow: hidden; }
.card > p, .card > summary, .card > .head { padding: .6rem .9rem; }
.card.bad { border-color: var(--dot-red); }
.card.bad > p, .card.bad > summary, .card.bad > .head { background: var(--red-page); color: var(--red); }
.card.mind > p, .card.mind > summary { background: var(--yellow-page); color: var(--yellow); }
summary { cursor: pointer; }
summary::marker { color: var(--quiet); }
summary:hover { background: var(--card); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: -2px; }
.sign { display: inline-block; min-width: 1.1em; font-weight: 700; }
.create .sign, .import .sign { color: var(--green); }
.update .sign, .replace .sign { color: var(--yellow); }
.bad .sign { color: inherit; }
.name { font-weight: 600; }
.effect { margin-left: .5em; padding: .05rem .5rem; border-radius: 1rem; background: var(--yellow-page); color: var(--yellow); font-size: .85rem; white-space: nowrap; }
.fate { display: block; margin-left: 1.1em; font-size: .95em; }
.card:not(.bad) .fate { color: var(--quiet); }
pre { margin: 0; padding: .5rem 0; border-top: 1px solid var(--line); background: var(--card); font-size: .82rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
pre > * { display: block; padding: 0 .9rem 0 2.4rem; text-indent: -1.5rem; text-decoration: none; }
pre > ins { background: var(--green-page); color: var(--green); }
pre > del { background: var(--red-page); color: var(--red); }
pre > mark { background: var(--yellow-page); color: var(--yellow); }
pre > span { padding: 0 .9rem; text-indent: 0; }
pre > i { color: var(--quiet); font-style: normal; }
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 3rem; }
  h1 { font-size: 1.35rem; }
  pre { font-size: .78rem; }
  pre > * { padding: 0 .7rem 0 1.9rem; text-indent: -1.2rem; }
  pre > span { padding: 0 .7rem; text-indent: 0; }
  .stacks li > * { grid-template-columns: 1fr; }
}
@media print { .card { break-inside: avoid; } }
`;
