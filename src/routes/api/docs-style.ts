/** The reference page's own styles, beside the sheet that all pages share: contents, text and examples side by side. */
export const DOCS_SHEET = `
.api{display:grid;grid-template-columns:16rem minmax(0,1fr);max-width:90rem;margin:0 auto}
.side{position:sticky;top:0;height:100vh;overflow:auto;padding:24px;border-inline-end:1px solid var(--line);font-size:.875rem}
.side ul,.api main ul{list-style:none;padding:0}
.side li{padding:2px 0}
.side a{color:inherit;text-decoration:none}
.side a:hover{text-decoration:underline}
.side summary{cursor:pointer;padding:4px 0;font-weight:600}
.side details ul{padding-inline-start:16px;color:var(--soft)}
.side .elsewhere{margin-top:16px;padding-top:16px;border-top:1px solid var(--line)}
.api main{padding:24px 32px 64px;min-width:0}
h1.title{font-size:1.25rem;font-weight:600}
h2{font-size:1.25rem;margin-top:8px}
h3{font-size:1rem;margin:0}
.api main p{max-width:40rem;margin-top:8px}
ul ul{padding-inline-start:16px;border-inline-start:1px solid var(--line)}
.api main li{padding:6px 0}
pre,code{font:.8125rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:8px;
padding:12px 16px;margin-top:8px;max-height:26rem;overflow:auto}
.call{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:8px 32px;margin-top:24px;padding-top:24px;
border-top:1px solid var(--line);scroll-margin-top:16px}
.call details{margin-top:8px}
.call summary,article summary{cursor:pointer}
.shown{position:sticky;top:16px;align-self:start;min-width:0}
.verb{display:inline-block;min-width:3.5em;text-transform:uppercase;font-size:.75rem;font-weight:600;color:var(--soft)}
article{scroll-margin-top:16px;margin-top:16px}
@media (max-width:70em){.call{grid-template-columns:minmax(0,1fr)}.shown{position:static}}
@media (max-width:48em){.api{grid-template-columns:minmax(0,1fr)}.side{position:static;height:auto;border:0;padding:16px}
.api main{padding:16px}}
`;
