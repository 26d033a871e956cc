package remove

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
)

type workspace struct {
	id     string
	folder string
}

func (w *workspace) removeContainer(ctx context.Context) error {
	if err := exec.CommandContext(ctx, "runc", "delete", w.id).Run(); err != nil {
		return fmt.Errorf("container %s: %w", w.id, err)
	}
	return nil
}

func deleteWorkspace(ctx context.Context, w *workspace) error {
	err := w.removeContainer(ctx)
	if err != nil {
		log.Print(err)
	}
	return os.RemoveAll(w.folder)
}

func deleteWhole(ctx context.Context, w *workspace) error {
	if err := w.removeContainer(ctx); err != nil {
		return err
	}
	return os.RemoveAll(w.folder)
}

func renew(w *workspace, drop func() error) error {
	if _, err := os.Stat(w.folder); err != nil {
		return err
	}
	return drop()
}

func run(ctx context.Context, w *workspace) error {
	return renew(w, func() error { return deleteWorkspace(ctx, w) })
}

func handle(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	ws := &workspace{id: id, folder: filepath.Join("/srv", id)}
	if err := run(context.Background(), ws); err != nil { // want none "may stop half-way, behind w.removeContainer"
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := deleteWhole(context.Background(), ws); err != nil { // want unsafe "deleteWhole gets"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
