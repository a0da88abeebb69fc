/** The mailbox's one stylesheet: system type on four sizes, hairlines, one accent, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#5b6068;--line:#dfe1e5;--accent:#1d4f91;--danger:#a32020}
@media(prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e8e9eb;--soft:#a3a9b2;--line:#33373d;--accent:#8db8f2;--danger:#f09a9a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.25rem;font-weight:600;margin:0;overflow-wrap:anywhere}
h2{font-size:1rem;font-weight:600;margin:2rem 0 .5rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;justify-content:space-between;padding-bottom:1rem;border-bottom:1px solid var(--line)}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;font-size:.875rem}
nav.elsewhere{padding-bottom:1rem}
form{margin:0}
button{font:inherit;font-size:.875rem;padding:.25rem 0;color:var(--danger);background:none;border:0;text-decoration:underline;text-underline-offset:.15em;cursor:pointer}
.list{list-style:none;margin:0;padding:0}
.list li{padding:1rem 0;border-bottom:1px solid var(--line);display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem}
.list a{font-weight:600;overflow-wrap:anywhere}
.list p{margin:0}
.soft{color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
.when{text-align:right;font-variant-numeric:tabular-nums}
.empty{padding:3rem 0;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:1rem 0;font-size:.875rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
iframe{display:block;width:100%;height:40rem;max-height:80vh;resize:vertical;border:1px solid var(--line);border-radius:.25rem;background:var(--paper)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font:.875rem/1.5 ui-monospace,monospace}
form.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;font-size:.875rem;padding:.25rem 0}
form.row button{color:var(--accent)}
input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.25rem;padding:.25rem .5rem;max-width:100%}
details{margin-top:1rem;border-top:1px solid var(--line);padding-top:1rem}
summary{cursor:pointer;margin-bottom:.5rem}
@media(max-width:30rem){.list li{grid-template-columns:1fr}.when{text-align:left}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
`;
