// The peer: React Flow with 10,000 nodes in 100 groups. `?visible` renders visible elements only, `?whole` starts with
// all of them in view instead of at 100 %.
import { ReactFlow, useNodesState } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { createRoot } from "react-dom/client";

const GROUPS = 100;
const PER_GROUP = 99;
const CELL = { w: 180, h: 64 };
const GROUP = { width: 10 * CELL.w + 40, height: 10 * CELL.h + 60 };

function nodes() {
  const all = [];
  for (let group = 0; group < GROUPS; group++) {
    const id = `group-${group}`;
    all.push({
      id,
      type: "group",
      data: {},
      position: { x: (group % 10) * (GROUP.width + 96), y: Math.floor(group / 10) * (GROUP.height + 96) },
      style: GROUP,
    });
    for (let index = 0; index < PER_GROUP; index++) {
      all.push({
        id: `${id}-${index}`,
        parentId: id,
        data: { label: `workload ${index}` },
        position: { x: 20 + (index % 10) * CELL.w, y: 40 + Math.floor(index / 10) * CELL.h },
      });
    }
  }
  return all;
}

const query = new URLSearchParams(location.search);

function App() {
  const [shown, , onNodesChange] = useNodesState(nodes());
  return (
    <ReactFlow
      nodes={shown}
      onNodesChange={onNodesChange}
      onlyRenderVisibleElements={query.has("visible")}
      fitView={query.has("whole")}
      minZoom={0.01}
      panOnScroll
      onInit={() => { document.body.dataset.ready = "true"; }}
    />
  );
}

createRoot(document.getElementById("root")).render(<App />);
