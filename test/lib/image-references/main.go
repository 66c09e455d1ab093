// Prints how the Go package parses image references, one a line: the reference, and when it is valid its host, path,
// tag and digest, separated by tabs. To write the table again:
//
//	cd test/lib/image-references && go run . > ../image-references.tsv
package main

import (
	"bufio"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"fmt"
	"math/rand"
	"os"
	"strings"

	"github.com/distribution/reference"
)

var hex = strings.Repeat("0123456789abcdef", 8)

var hosts = []string{
	"", "docker.io/", "index.docker.io/", "registry-1.docker.io/", "localhost/", "LOCALHOST/", "Evil/", "evil/",
	"eVIL/", "evil.io/", "EVIL.IO/", "evil:5000/", "evil:/", "evil:port/", "localhost:5000/", "127.0.0.1:5000/",
	"[::1]/", "[::1]:5000/", "[fe80::1%25eth0]/", "::1/", "evil_host/", "evil_host.io/", "-evil.io/", "evil-.io/",
	"evil..io/", ".io/", "evil.io./", "É/", "é/", "é.io/", "user@evil.io/", "https://evil.io/", "/", "//",
	"123456789012.dkr.ecr.us-east-1.amazonaws.com/",
}

var paths = []string{
	"x", "library/x", "library/x/y", "team/x", "Team/x", "team/X", "x.y", "x..y", "x_y", "x__y", "x___y", "x-y",
	"x--y", "x._y", "-x", "x-", "x/", "/x", "x//y", "x y", "X", hex[:64], hex[:63], "", strings.Repeat("a", 255),
	strings.Repeat("a", 256), strings.Repeat("a/", 127) + "a", strings.Repeat("a/", 127) + "ab",
}

var suffixes = []string{
	"", ":1", ":v1.2-rc_1", ":A", ":_a", ":-a", ":.a", ":", ":a:b", ":5000/x", ":" + strings.Repeat("t", 128),
	":" + strings.Repeat("t", 129), "@sha256:" + hex[:64], ":1@sha256:" + hex[:64], "@sha256:" + hex[:64] + ":1",
	"@sha256:" + strings.ToUpper(hex[:64]), "@sha256:" + hex[:63], "@sha384:" + hex[:96], "@sha512:" + hex[:128],
	"@sha512:" + hex[:64], "@md5:" + hex[:32], "@", "@sha256:", "@sha256", "@sha256+b64:" + hex[:64], "@:" + hex[:64],
}

const alphabet = "aZ09._-/:@[]é "

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	seen := map[string]bool{}
	for _, host := range hosts {
		for _, path := range paths {
			print(out, seen, host+path)
		}
		for _, suffix := range suffixes {
			print(out, seen, host+"x"+suffix)
		}
	}
	for _, path := range paths {
		for _, suffix := range suffixes {
			print(out, seen, path+suffix)
		}
	}
	letters := []rune(alphabet)
	random := rand.New(rand.NewSource(1))
	for count := 0; count < 1500; count++ {
		text := ""
		for length := 1 + random.Intn(9); length > 0; length-- {
			text += string(letters[random.Intn(len(letters))])
		}
		print(out, seen, text)
	}
}

func print(out *bufio.Writer, seen map[string]bool, text string) {
	if seen[text] {
		return
	}
	seen[text] = true
	named, err := reference.ParseNormalizedNamed(text)
	if err != nil {
		fmt.Fprintln(out, text)
		return
	}
	tag, digest := "", ""
	if tagged, ok := named.(reference.Tagged); ok {
		tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		digest = digested.Digest().String()
	}
	fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", text, reference.Domain(named), reference.Path(named), tag, digest)
}
