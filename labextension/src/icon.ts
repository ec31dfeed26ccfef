import { LabIcon } from '@jupyterlab/ui-components';

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16">
<g class="jp-icon3" fill="#616161"><path d="M5 2h12a2 2 0 0 1 2 2v7h-2V4H5v16h6v2H5a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z"/>
<path d="M7 7h8v2H7zM7 11h6v2H7z"/><path d="M15.2 21.4l-3.1-3.1 1.4-1.4 1.7 1.7 4.3-4.3 1.4 1.4z"/></g></svg>`;

export const classroomIcon = new LabIcon({ name: 'blocnotes:classroom', svgstr: drawing });
