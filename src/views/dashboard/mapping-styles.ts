/** Both lists side by side, where there is room for them. */
export const MAPPING_STYLES = `
.sides{display:grid;gap:24px;grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
.filters{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:24px 0 0;padding:0;font-size:.875rem}
.filters a[aria-current]{font-weight:600;color:inherit;text-decoration:none}
.import{margin-top:16px}
.import p+.under{margin-top:8px}
.bulk{border:1px solid var(--line);border-radius:8px;margin:16px 0 0;padding:8px 12px}
.bulk legend{font-size:.875rem;padding:0 4px}
.bulk .row-form{display:flex;flex-wrap:wrap}
input[type=search]{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:8px;
padding:6px 10px;min-width:0;flex:1 1 10rem}
.bad{color:var(--bad)}
td .block{overflow-wrap:anywhere}
@media (min-width:40.01em){.ticks .main{width:40%}}
@media (max-width:75em){.sides{grid-template-columns:minmax(0,1fr)}}
`.replaceAll('\n', '');
