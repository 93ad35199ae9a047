/** All counties filled on a canvas by hand: what a picture of them costs when nothing but the picture is wanted. */
import { feature } from 'topojson-client';

const read = async (address) => (await fetch(address)).json();
const { files, colours, width, height, extent } = await read('nation.json');
const topologies = await Promise.all(files.map((file) => read(`nation/${file}`)));
const counties = topologies.flatMap((topology) => feature(topology, topology.objects.counties).features);

const canvas = document.createElement('canvas');
canvas.width = width;
canvas.height = height;
document.getElementById('map').append(canvas);
const pen = canvas.getContext('2d');
const [west, south, east, north] = extent;
const paths = counties.map(({ geometry }) => {
  const path = new Path2D();
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  for (const ring of rings) {
    ring.forEach(([lon, lat], index) => {
      const [x, y] = [((lon - west) / (east - west)) * width, ((north - lat) / (north - south)) * height];
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    path.closePath();
  }
  return path;
});
pen.strokeStyle = '#ffffff';
pen.lineWidth = 0.3;

function paint(index, fill) {
  pen.fillStyle = fill;
  pen.fill(paths[index]);
  pen.stroke(paths[index]);
}

/** One quarter or the other. */
window.step = (quarter) => {
  for (const index of paths.keys()) paint(index, colours[(index + quarter) % colours.length]);
};

let lit = null;
canvas.addEventListener('mousemove', ({ offsetX, offsetY }) => {
  const found = paths.findIndex((path) => pen.isPointInPath(path, offsetX, offsetY));
  if (found === lit || found === -1) return;
  if (lit !== null) paint(lit, colours[lit % colours.length]);
  paint(found, '#1b2127');
  lit = found;
});
window.step(0);
