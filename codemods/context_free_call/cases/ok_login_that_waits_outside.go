package login

import (
	"net/http"
	"net/url"
)

type answer struct {
	status int
	err    error
}

// The program waits for the answer, whether or not the browser does.
func callback(done chan<- answer, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var found answer
		defer func() {
			w.Write([]byte("you may close this page"))
			done <- found
		}()
		resp, err := http.PostForm(to, url.Values{"code": {r.FormValue("code")}})
		if err != nil {
			found.err = err
			return
		}
		defer resp.Body.Close()
		found.status = resp.StatusCode
	}
}
