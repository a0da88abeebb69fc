const SHEET = `
.needs,.steps{list-style:none;margin-top:8px;padding:0}
.needs li{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;align-items:baseline;padding:12px 0 12px 12px;
border-bottom:1px solid var(--line);border-inline-start:3px solid var(--line)}
.needs li>div{flex:1 1 18rem;overflow-wrap:anywhere}
.needs .urgent{border-inline-start-color:var(--bad)}
.needs+.small,.list+.small{margin-top:8px}
.steps li{display:grid;grid-template-columns:4.5rem minmax(0,1fr);gap:16px;align-items:baseline;padding:8px 0}
.steps .tag{justify-self:start}
.steps .next a{font-weight:600}
.steps .later{color:var(--soft)}
.sum .bad{color:var(--bad)}
.list .share{display:block;width:100%;min-width:4rem;height:8px;margin-top:7px;fill:var(--bad)}
.weeks{margin:24px 0 0}
.legend{display:flex;flex-wrap:wrap;gap:4px 24px}
.legend .soft{margin-inline-start:auto}
.bars{display:block;width:100%;height:160px;margin-top:8px}
.bars line{stroke:var(--soft);vector-effect:non-scaling-stroke}
.weeks rect{vector-effect:non-scaling-stroke}
.weeks .billed{fill:none;stroke:var(--soft);stroke-width:1.5}
.weeks .collected{fill:var(--good)}
.weeks .refunded{stroke:var(--bad)}
.weeks .stripe{fill:var(--bad)}
.axis{display:flex;justify-content:space-between;margin-top:4px}
.weeks summary{cursor:pointer;margin-top:8px;font-size:.875rem}
`;

/** Newlines carry no meaning in the sheet above. */
export const HOME_STYLES = SHEET.replaceAll('\n', '');
