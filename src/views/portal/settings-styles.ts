/** What payment settings and autopay need beside the portal's sheet. */
const SHEET = `
.methods{list-style:none}
.methods>li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 24px;padding:16px 0;
border-bottom:1px solid var(--line)}
.methods>li>div:first-child{min-width:min(18rem,100%);flex:1}
.methods>li:last-child{border:0;padding-bottom:0}
.methods b{display:block}
.methods b::first-letter{text-transform:uppercase}
.shell form>.pay{max-width:26rem}
.instant,.lead+.said{margin-top:16px}
.said>h2{margin-top:0}
.said a{color:inherit}
.methods .acts{align-content:start;font-size:.875rem}
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
.field .radio{display:flex;align-items:center;gap:12px}
.field .radio label{font-weight:400;padding:8px 0;flex:1;cursor:pointer}
@media (min-width:40em){.actions .button+a,.actions .plain+a{margin-inline-start:16px}}
`;

/** Newlines carry no meaning in the sheet above. */
export const SETTINGS_STYLES = SHEET.replaceAll('\n', '');
