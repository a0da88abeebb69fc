/** What the form of an invoice needs beside the dashboard's sheet. */
export const COMPOSE_STYLES = `
.compose fieldset{border:0;padding:0;min-width:0}
.compose legend{font-size:.875rem;color:var(--soft);padding:12px 0 0}
.compose h2{margin:32px 0 8px}
.compose label.small{font-weight:400}
.compose .line{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:0 12px;padding:0 0 12px;
border-bottom:1px solid var(--line)}
.compose :is(.line,.pair,.part)>.field{margin-top:8px;max-width:none}
.compose :is(.line,.pair,.part) label{font-size:.875rem;font-weight:400;color:var(--soft)}
.line>.field:nth-of-type(1){grid-column:span 12}
.line>.field:nth-of-type(2){grid-column:span 2}
.line>.field:nth-of-type(3){grid-column:span 3}
.line>.field:nth-of-type(4){grid-column:span 3}
.line>.field:nth-of-type(5){grid-column:span 2}
.line>.field:nth-of-type(6){grid-column:span 2}
.line>.row-end{grid-column:span 12;text-align:end;margin-top:8px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:0 24px;max-width:44rem}
.part{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr) auto;gap:0 12px;align-items:start;max-width:44rem}
.part>.row-end{margin-top:36px}
.compose textarea{display:block;width:100%;font:inherit;color:inherit;background:var(--page);
border:1px solid var(--soft);border-radius:8px;padding:8px 12px;margin-top:4px}
.compose .wide{max-width:44rem}
.check{display:flex;gap:8px;align-items:baseline;margin-top:16px}
.check input{width:20px;height:20px;flex:none;accent-color:var(--accent)}
.compose .actions{margin-top:16px}
.compose .bar-end{margin-top:24px;padding-top:16px;border-top:1px solid var(--line)}
.added{max-width:26rem;margin-top:8px}
.added div{display:flex;justify-content:space-between;gap:16px;padding:4px 0}
.added dd{font-variant-numeric:tabular-nums;white-space:nowrap}
.added .all{border-top:1px solid var(--line);margin-top:4px;padding-top:8px;font-weight:600}
.previews{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:24px;margin-top:16px}
.previews h3{font-size:.875rem;font-weight:400;color:var(--soft);margin:0 0 8px}
.previews iframe{display:block;width:100%;height:36rem;border:1px solid var(--line);border-radius:8px;background:#fff}
.first{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:40em){
.line>.field:nth-of-type(n+2){grid-column:span 6}
.part{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.part>.row-end{grid-column:span 2;text-align:end;margin-top:8px}
}
`.replaceAll('\n', '');
