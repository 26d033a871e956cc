package archive

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
)

// The link keeps a second one out, and goes before the children of what is killed.
func archivePartial(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join("/var/lib/wal", filepath.Base(r.PathValue("name")))
	partial := name + ".partial"
	if err := os.Link(name, partial); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	defer func() { _ = os.Remove(partial) }()
	if out, err := exec.Command("/controller/manager", "wal-archive", partial).CombinedOutput(); err != nil { // want none "WithoutCancel"
		http.Error(w, string(out), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Each has a folder of its own.
func convert(w http.ResponseWriter, r *http.Request) {
	dir, err := os.MkdirTemp("", "convert")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer os.RemoveAll(dir)
	out, err := exec.Command("convert", r.PathValue("name"), filepath.Join(dir, "out.png")).CombinedOutput() // want unsafe "CommandContext takes it"
	if err != nil {
		http.Error(w, string(out), http.StatusInternalServerError)
		return
	}
	http.ServeFile(w, r, filepath.Join(dir, "out.png"))
}
