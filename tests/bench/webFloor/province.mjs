/** An empty page with one map drawn by the library of charts alone: the option comes worked out, the shapes as the program serves them. */
import { feature } from 'topojson-client';
import { init, registerMap, use as include } from 'echarts/core';
import { MapChart } from 'echarts/charts';
import { GraphicComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

include([MapChart, GraphicComponent, CanvasRenderer]);

const read = async (address) => (await fetch(address)).json();
const [{ id, box, options }, topology] = await Promise.all([read('options.json'), read('shapes.json')]);
registerMap(id, feature(topology, topology.objects.prefectures));
const element = document.getElementById('map');
element.style.width = `${box.width}px`;
element.style.height = `${box.height}px`;
const chart = init(element, null, { renderer: 'canvas', useDirtyRect: true });
chart.setOption(options[0]);

/** One quarter or the other, as the library takes it. */
window.step = (index) => chart.setOption(options[index]);
