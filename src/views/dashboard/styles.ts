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
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:8px 24px}
.head>div{flex:1 1 15rem}
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
main ul:not([class]){margin-top:8px;padding-inline-start:20px}
.shell h2+.actions,.list+.small+.actions,ul+.actions{margin-top:16px}
nav:has(>.tabs)+section{border-top:0;margin-top:0}
.panel .who:first-child{margin-top:0;padding-top:0;border-top:0}
@media (min-width:40.01em){
.list .main{min-width:9rem}
.list td:not([class]){min-width:6rem}
}
@media (min-width:62.01em) and (max-width:75em){
.shell{grid-template-columns:11.5rem minmax(0,1fr);gap:24px}
.shell>main{padding:32px 28px 40px}
}
@media (max-width:40em){.figures .facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 16px}}
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
@media print{.menu,.mode,.find{display:none}}
.find{margin-inline-start:auto;font-size:.875rem;border:1px solid var(--line);border-radius:8px;padding:6px 12px;text-decoration:none}
.find:hover{border-color:var(--accent)}
kbd{font:inherit;font-size:.8125rem;color:var(--soft);border:1px solid var(--line);border-radius:4px;padding:0 5px}
.find kbd{display:none}
.js .find kbd{display:inline}
@media (hover:none){.js .find kbd{display:none}}
dialog{width:min(36rem,calc(100vw - 32px));max-height:min(34rem,calc(100vh - 64px));margin:min(12vh,96px) auto auto;padding:0;
color:inherit;background:var(--card);border:1px solid var(--line);border-radius:12px;overflow:auto}
dialog::backdrop{background:rgb(0 0 0/.4)}
.palette input{width:100%;font:inherit;color:inherit;background:none;border:0;border-bottom:1px solid var(--line);padding:16px}
.palette input:focus-visible{outline-offset:-3px;border-radius:12px 12px 0 0}
.palette [role=option]{display:flex;gap:16px;justify-content:space-between;padding:10px 16px;cursor:pointer;overflow-wrap:anywhere}
.palette [role=option]>.small{flex:none;max-width:60%}
.palette [role=option][aria-selected=true],.palette [role=option]:hover{background:var(--page);box-shadow:inset 3px 0 var(--accent)}
.palette>p{margin:0;padding:10px 16px}
.keys{padding:8px 24px 24px}
.keys dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:8px 24px;margin:16px 0}
.keys dl div{display:flex;gap:12px}
.keys dt{flex:0 0 4.5rem}
.keys dt kbd+kbd{margin-inline-start:4px}
.keys dd{margin:0}
.found{list-style:none;margin:0;padding:0}
.found li{padding:10px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
button[aria-busy=true]{cursor:progress;opacity:.6}
`;

/** Newlines carry no meaning in the sheet above. */
export const DASHBOARD_STYLES = PORTAL_STYLES + SHEET.replaceAll('\n', '');
