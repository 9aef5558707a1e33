"""English words that people take as handles and that any page may hold."""

WORDS = """
add age aid air all and any app apt are arm art ask bad bag bar bed bee bet bid big bit box boy
bus but buy cab can cap car cat cow cry cup cut dad day did die dig dog dot dry due ear eat egg
end era eye fan far fat few fit fix fly for fox fun gas get gig god got gun guy gym had has hat
her hey him his hit hot how ice ill ink inn its jam jar jet job joy key kid kit lab law lay led
leg let lie lip lot low mad man map may men met mid mix mom mud mum net new nor not now nut oak
off oil old one our out own pay pen pet pie pop pot pub put raw red rid row run sad saw say sea
see set sew sex she shy sit six ski sky son spa sun tax tea ten the tie tip toe too top toy try
two use van via wax way web who why win yes yet you zip zoo
able about above accept account across action active actor actually adult advice after again
against agency agent agree ahead airport alive allow almost alone along already alright always
amazing among amount analysis angel angry animal annual another answer anyone anything apart
apple april area argue around article artist artists aside asked audience august aunt author
autumn available average award away baby back bakery ball band bank base basic beach beauty
because become before began begin behind being believe below best better between beyond bike
bird birth black block blog blogger blood blue board boat body book books born both bottom box
boys brain brand bread break breakfast bridge bright bring broad broken brother brought brown
brush build building built business busy butter cafe cake call camera camp canada candle captain
card care career carry case cash castle catch cause center central century certain chain chair
chance change channel chapter charge charity chart cheap check cheese chef chicken chief child
children china choice choose church cinema circle city civil claim class classic clean clear
client clients climate clinic clock close clothes cloud club coach coaching coast code coffee
cold collection college color colour come comedy comfort coming comment common community company
compare complete computer concert contact content control cook cooking cool copy corner cost
could council count counselling counselor country couple course court cover craft cream create
creative credit crime cross crowd culture current customer cycle daily dance dancer danger dark
data date daughter dead deal dear death debate december decide deep degree dentist design
designer desk detail develop device diary diet digital dinner direct director doctor doctors
dog door double down dream dress drink drive driver drop during each early earth east easy
economy edge edit editor education effect effort eight either election energy engine engineer
england english enjoy enough enter entire equal error escape europe even evening event events
ever every everyone everything evidence exact example except exchange exercise expect expert
express extra face fact factory fair faith fall false family famous fans farm farmer fashion
fast father favorite fear february federal feel fellow female field fight figure film final
finance find fine fire first fish fitness five flight floor florist flower flowers focus follow
follower followers following food foot football force foreign forest forever forget form
former forward found four frame france free freedom fresh friday friend friends front fruit full
fund funny future game games gaming garden gardener gather general gentle german germany getting
giant girl girls give glass global goal going gold golden good google government grace grade
grand great green ground group grow growth guard guess guest guide guitar hair half hall hand
hands happen happy hard have head healing health healthy heard heart heat heaven heavy hello
help here hero high hill himself history hobby hockey hold holiday home honest honey hope horse
hospital hotel hour house however huge human humor hundred husband idea image impact important
india indie industry info information inside insight inspire instead interest internet into
invest iron island issue italy itself january japan jazz jobs join journal journalist journey
judge juice july june just justice keep kids kind king kitchen know label lady lake land
language large last late later laugh launch lawyer lawyers lead leader learn least leave left
legal lesson letter level library life lifestyle light like limit line link list listen little
live lives living local logic london long look lord lost love lover lovely lower luck lucky
lunch luxury machine magazine magic mail main major make maker makeup male manage manager many
march market marketing master match matter maybe meal mean measure media medical medicine
medium meet meeting member memory mental message metal method middle might mile milk million
mind mine minute mirror miss mission mobile model modern moment monday money monitor month moon
moral more morning most mother motion motor mountain mouse mouth move movement movie movies much
museum music musician must myself name nation national nature near need network never news next
nice night nine nobody noise north note notes nothing notice novel november number nurse object
ocean october offer office official often online only open opera opinion option orange order
organic other ourselves outdoor outside over owner page pain paint painter pair panel paper
parent parents park part partner party passion past path patient pause peace people perfect
perhaps person personal phone photo photographer photography photos piano pick picture piece
pilot pink pizza place plain plan planet plant plants plastic plate play player please plenty
plus podcast poem poet poetry point police policy politics pool poor popular position positive
post posts power practice present president press pretty price pride prime prince print private
problem process produce producer product professional professor program project proof property
protect proud public publish pull pupil purple push quality queen question quick quiet quite
race radio rain raise range rather reach read reader reading ready real reality really reason
record recipe recipes red refuge region relax remain remember report repost request research
respect rest restaurant restaurants result retired review reviews rice rich ride right ring
river road rock role roll romance room root round royal rule rules runner running rural russia
sail sailor saint salad sale sales salon same sample sand saturday save scale scene school
science scientist score screen search season second secret section security seed seem self sell
senior sense september series serious serve service seven several shadow shape share sharp sheet
shine ship shoes shop shopping short shot should show side sight sign signal silence silent
silver similar simple since singer single sister site size skill skin sleep slow small smart
smile smoke snow social society soft soldier some someone something song songs soon soul sound
source south space spain speak special speech speed spend spirit sport sports spring staff stage
stand star stars start state station stay steel step still stock stone stop store storm story
street stress strong student students studio study stuff style subject success such sugar summer
sunday sunny sunset super supply support sure surface surgery survey sweet swim system table
take tale talent talk target taste teach teacher team tech technology teeth tell temple tennis
test text thank thanks that theater theatre their them then theory therapist therapists therapy
there these they thing things think third this those thought thousand three through thursday
ticket tiger time tiny title today together tomorrow tonight took tool topic total touch tour
tower town track trade trader traffic trail train trainer training travel traveler treat tree
trend trip truck true trust truth tuesday turn twelve twenty twice twitter type uncle under
union unique united unity universe university unknown until upper urban used useful user users
usual valley value vegan version very video videos view village vintage vision visit voice vote
wait walk wall want warm watch water wave weak wealth wear weather website wedding wednesday
week weekend weight welcome well wellness west what wheel when where which while white whole
wife wild wind window wine winner winter wisdom wise wish with within without woman women wonder
wonderful wood word words work worker workshop world worry worth would write writer writing
wrong year yellow yesterday yoga young your youth zero zone
"""
