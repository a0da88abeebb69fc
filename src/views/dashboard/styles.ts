import { PORTAL_STYLES } from '../portal/styles.ts';

/** What the dashboard's pages need beside the portal's sheet: a wider column, groups in the panel, bars, progress. */
const SHEET = `
.page.portal{max-width:80rem}
.top{display:flex;align-items:baseline;flex-wrap:wrap;gap:4px 16px;padding:24px 0}
.top b{font-size:1.25rem;line-height:1.3}
.mode{font-size:.875rem;color:var(--wait);border:1px solid;border-radius:999px;padding:0 10px}
.menu>summary{display:inline-block;padding:8px 16px;border:1px solid var(--line);border-radius:8px;cursor:pointer;
font-weight:600;list-style:none}
.menu>summary::-webkit-details-marker{display:none}
.menu>summary::after{content:"";display:inline-block;width:7px;height:7px;margin-inline-start:10px;
border:solid;border-width:0 2px 2px 0;transform:translateY(-3px) rotate(45deg)}
.menu[open]>summary::after{transform:rotate(225deg)}
.panel h2{margin:24px 0 4px;font-size:.875rem;font-weight:400;color:var(--soft)}
.head{display:flex;flex-wrap:wrap;align-items:start;justify-content:space-between;gap:8px 24px}
.head>div{flex:1 1 20rem}
.head .actions{margin:0}
.narrow-form{max-width:30rem}
.row-form{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.row-form input{max-width:12rem}
.row-form select,.row-form input{font:inherit;font-size:.875rem;color:inherit;background:var(--page);border:1px solid var(--soft);
border-radius:8px;padding:6px 8px}
.field:is(fieldset){border:0;padding:0}
.field legend{font-weight:600}
.radio{display:flex;gap:8px;align-items:baseline;margin-top:8px}
.field .radio label{font-weight:400}
.radio input{flex:none;accent-color:var(--accent)}
.small-button{font:inherit;font-size:.875rem;font-weight:600;color:var(--accent);background:none;
border:1px solid var(--line);border-radius:8px;padding:6px 12px;cursor:pointer;white-space:nowrap}
.small-button:hover{border-color:var(--accent)}
.danger{color:var(--bad)}
.tag{font-size:.875rem;color:var(--soft);border:1px solid var(--line);border-radius:999px;padding:0 8px;
white-space:nowrap}
.block{display:block}
.empty{margin-top:16px;padding:24px;border:1px dashed var(--line);border-radius:12px}
.empty .actions{margin-top:16px}
.bar-of{height:8px;margin-top:8px;border-radius:4px;background:var(--line);overflow:hidden}
progress{display:block;width:100%;height:8px;margin-top:8px;border:0;border-radius:4px;overflow:hidden;
background:var(--line);accent-color:var(--accent)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--accent)}
progress::-moz-progress-bar{background:var(--accent)}
.confirm .actions{gap:16px}
.tag.good,.tag.mapped{color:var(--good);border-color:currentcolor}
.tag.wait,.tag.proposed{color:var(--wait);border-color:currentcolor}
.tag.bad,.tag.failed,.tag.lost{color:var(--bad);border-color:currentcolor}
.wrong{color:var(--bad)}
.list .main,.list .main .small{overflow-wrap:anywhere;white-space:normal}
.list .text{white-space:nowrap}
.list .row-form{flex-wrap:nowrap}
.list .row-form input{min-width:0}
.list+form{margin-top:12px}
.panel .who:first-child{margin-top:0;padding-top:0;border-top:0}
@media (min-width:62.01em){
@supports selector(::details-content){
.menu>summary{display:none}
.menu::details-content{display:block;content-visibility:visible;height:auto}
}
}
@media (max-width:62em){
.menu>nav{margin-top:8px;padding:16px;background:var(--card);border:1px solid var(--line);border-radius:12px}
.menu .panel ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr))}
.menu .panel .who{display:block}
.menu .panel .who form,.menu .panel .who p{margin-top:4px}
.panel h2{margin-top:12px;padding:0 8px}
.panel li a{padding:10px 8px}
.top{padding:16px 0}
}
@media print{.menu,.mode{display:none}}
`;

/** Newlines carry no meaning in the sheet above. */
export const DASHBOARD_STYLES = PORTAL_STYLES + SHEET.replaceAll('\n', '');
