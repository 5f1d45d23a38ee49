// Maven does not support AARs. Each resolved AAR is unpacked to target/aar and replaced by its classes on the
// class path. Two lists are written: list.tsv (scope, package, folder) for linking resources, and runtime.txt
// (jars) for the dexer.
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

def unpack(File archive, File folder) {
    new ZipFile(archive).withCloseable { zip ->
        def wanted = zip.entries().findAll { !it.directory && !(it.name =~ /^(lint\.jar|annotations\.zip|META-INF)/) }
        wanted.each { entry ->
            def file = new File(folder, entry.name)
            assert file.canonicalPath.startsWith(folder.canonicalPath + File.separator)
            file.parentFile.mkdirs()
            zip.getInputStream(entry).withCloseable { input -> file.withOutputStream { it << input } }
        }
    }
}

def join(List<File> jars, File joined) {
    def seen = [] as Set
    new ZipOutputStream(new FileOutputStream(joined)).withCloseable { output ->
        jars.each { jar ->
            new ZipFile(jar).withCloseable { zip ->
                zip.entries().findAll { !it.directory && seen.add(it.name) }.each { entry ->
                    // A fixed time, so that equal input gives an equal jar.
                    output.putNextEntry(new ZipEntry(entry.name).tap { time = 315532800000L })
                    zip.getInputStream(entry).withCloseable { output << it }
                    output.closeEntry()
                }
            }
        }
    }
}

def root = new File(project.build.directory, 'aar')
def lines = []
project.artifacts.findAll { it.type == 'aar' }.each { artifact ->
    def folder = new File(root, "${artifact.groupId}.${artifact.artifactId}-${artifact.version}")
    def manifest = new File(folder, 'AndroidManifest.xml')
    if (!manifest.exists()) unpack(artifact.file, folder)

    // An AAR may contain several jars, as emoji2's does.
    def own = new File(folder, 'classes.jar')
    def more = new File(folder, 'libs').listFiles()?.findAll { it.name.endsWith('.jar') } ?: []
    def jar = more ? new File(folder, 'all.jar') : own
    if (!jar.exists()) join([own] + more, jar)

    def name = (manifest.text =~ /package="([^"]+)"/)[0][1]
    lines << [artifact.scope, name, folder.path].join('\t')
    artifact.artifactHandler.addedToClasspath = true
    artifact.file = jar
}
new File(root, 'list.tsv').text = lines.join('\n') + '\n'
def shipped = project.artifacts.findAll { it.scope in ['compile', 'runtime'] }
new File(root, 'runtime.txt').text = shipped*.file*.path.join('\n') + '\n'
log.info("AARs on the class path: ${lines.size()}")
