const SHEET = `
.views{margin-top:16px}
.views+.views{margin-top:0;border-bottom:0}
.filters{margin-top:16px}
.filters .inline{margin-top:0;align-items:end}
.filters .inline>input{flex:1 1 16rem;min-width:0}
.filters details{flex:1 0 100%}
.filters summary{cursor:pointer;font-size:.875rem}
.filters .few{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin-top:8px}
.few label{display:block;font-size:.875rem;color:var(--soft)}
.few :is(input,select){font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--soft);border-radius:8px;
padding:8px 10px;max-width:100%}
.few .code{width:6rem;text-transform:uppercase}
.list-sums{margin-top:24px}
.list-sums+.small,.list+.small{margin-top:8px}
.several{border:0;padding:0;align-items:center}
.wrong{margin-top:16px}
.save{margin-top:24px}
.save summary{cursor:pointer;font-size:.875rem}
`;

/** Newlines carry no meaning in the sheet above. */
export const LIST_STYLES = SHEET.replaceAll('\n', '');
