/** What payment settings and autopay need beside the portal's sheet. */
const SHEET = `
.methods{list-style:none}
.methods>li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 24px;padding:16px 0;border-bottom:1px solid var(--line)}
.methods>li>div:first-child{min-width:min(16rem,100%);flex:1}
.methods b{display:block}
.methods .acts{display:flex;flex-wrap:wrap;align-content:start;gap:0 16px}
.methods .acts a{padding:4px 0}
.ways{list-style:none;display:flex;flex-wrap:wrap;gap:24px 40px}
.ways>li{flex:1 1 15rem;max-width:22rem}
.ways .small{margin-top:8px}
.plainlist{list-style:none;margin-top:8px}
.terms{margin-top:24px;padding:16px;border:1px solid var(--line);border-radius:8px;max-width:42rem}
.terms h2{margin-top:0}
.terms p+p,.terms div+p{margin-top:8px}
fieldset.field{border:0;padding:0;min-width:0}
.field legend{font-weight:600;padding:0}
.field .radio{font-weight:400;padding:8px 0;cursor:pointer}
.actions .button+a,.actions .plain+a{margin-inline-start:16px}
`;

/** Newlines carry no meaning in the sheet above. */
export const SETTINGS_STYLES = SHEET.replaceAll('\n', '');
