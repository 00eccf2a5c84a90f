'use strict';

// Draws a chart of each table that wants one. What is drawn stands in the table, which is there without scripts too.
(() => {
  const drawn = [];
  const colours = ['#2f6fbd', '#1a8754', '#b26a00', '#8a4fbf', '#c2352b'];
  const lightColours = ['#7db4f5', '#6fd394', '#f0b35a', '#c9a2f2', '#ff9a90'];
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function draw() {
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--soft').trim();
    const line = style.getPropertyValue('--line').trim();
    const palette = dark.matches ? lightColours : colours;
    drawn.splice(0).forEach(chart => chart.destroy());
    for (const figure of document.querySelectorAll('figure[data-chart]')) {
      const rows = [...figure.querySelectorAll('tbody tr')];
      if (rows.length === 0) {
        continue;
      }

      const names = [...figure.querySelectorAll('thead th')].slice(1).map(head => head.textContent);
      figure.querySelector('.canvas').hidden = false;
      drawn.push(new Chart(figure.querySelector('canvas'), {
        type: figure.dataset.chart,
        data: {
          labels: rows.map(row => row.cells[0].textContent),
          datasets: names.map((label, place) => ({
            label,
            data: rows.map(row => Number(row.cells[place + 1].textContent)),
            backgroundColor: palette[place],
            borderColor: palette[place],
            borderWidth: 2,
            pointRadius: 2,
            pointStyle: ['circle', 'rect', 'triangle', 'star', 'cross'][place],
          })),
        },
        options: {
          animation: false,
          maintainAspectRatio: false,
          indexAxis: figure.dataset.chart === 'bar' ? 'y' : 'x',
          plugins: { legend: { display: names.length > 1, labels: { color: ink, usePointStyle: true } } },
          scales: Object.fromEntries(['x', 'y'].map(axis => [axis, {
            beginAtZero: true,
            grid: { color: line },
            ticks: { color: ink, precision: 0 },
          }])),
        },
      }));
    }
  }

  dark.addEventListener('change', draw);
  draw();
})();
