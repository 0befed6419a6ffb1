// How far off a place may be, as an area on the map.

const EARTH_KM = 6371;
const CORNERS = 64;

/** The country’s own outline, where that is all that is known; else a circle; null for a place that is known. */
export function outlineOf(place, country) {
  if (place.precision === "exact" || place.precision === null) return null;
  if (country) return country;
  return place.radius ? { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(place.lon, place.lat, place.radius)] } } : null;
}

/** A circle on the sphere. */
function circle(lon, lat, km) {
  const [phi, lambda, angle] = [lat * (Math.PI / 180), lon * (Math.PI / 180), km / EARTH_KM];
  const ring = [];
  for (let turn = 0; turn <= CORNERS; turn += 1) {
    const bearing = (turn / CORNERS) * 2 * Math.PI;
    const up = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const over = lambda + Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(up));
    ring.push([over * (180 / Math.PI), up * (180 / Math.PI)]);
  }
  return ring;
}
